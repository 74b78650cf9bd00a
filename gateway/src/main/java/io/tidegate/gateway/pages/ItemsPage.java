package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Optional;

/**
 * What the page of the catalogue shows.
 *
 * @param notice what became of what was sent
 * @param look what a table would do
 */
public record ItemsPage(Words words, Optional<Phrase> notice, Optional<Look> look, Search search, List<Row> rows) {

    /**
     * @param page from 1
     * @param more whether there are rows behind this page
     */
    public record Search(String text, long page, boolean more) {

        public String previous() {
            return address(page - 1);
        }

        public String next() {
            return address(page + 1);
        }

        private String address(long number) {
            return ItemsPages.PATH + "?q=" + StockWords.inAddress(text) + "&page=" + number;
        }
    }

    /** An item of the catalogue, in words. */
    public record Row(
            String href, String editHref, String name, String id, String codes, String price, boolean retired) {}

    /**
     * What becomes of a table, and nothing of it is done.
     *
     * @param file its name
     * @param counts what would be added, changed, and stay
     * @param lost what items would have no more
     * @param problems the first ones
     * @param more how many problems there are beside those, in words; empty where there are none
     */
    public record Look(
            String file,
            Way way,
            String counts,
            List<String> lost,
            Changes changes,
            List<Problem> problems,
            String more) {}

    /**
     * How it is imported.
     *
     * @param token by which it is imported as it is; empty where it cannot be
     * @param skips whether what the catalogue does not have is left out
     * @param unknown the same as the form says it
     */
    public record Way(Optional<String> token, boolean skips, String unknown) {}

    /** @param more how many there are beside those, in words; empty where there are none */
    public record Changes(List<Change> items, String more) {}

    /** What becomes of one item. */
    public record Change(String name, String id, boolean isNew, List<Cell> cells) {}

    /** @param before empty in a new item, which had nothing */
    public record Cell(String label, String before, String after) {}

    /** @param line in the file, in words */
    public record Problem(String line, Phrase text) {}

    /** A column of the table that goes in. */
    public record Column(String name, String meaning, String example) {}

    /** Whether what the catalogue does not have was to be left out. */
    public boolean skips() {
        return look.filter(each -> each.way.skips).isPresent();
    }

    /** What may stand in a table. */
    public List<Column> columns() {
        return new SampleTable(words).columns();
    }
}
