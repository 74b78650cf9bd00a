package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Optional;

/**
 * What the page of the stock shows.
 *
 * @param stamp of the stock that it shows
 * @param named what was named just now
 * @param unknown codes that wait for a name
 * @param items that may be meant; empty where they are too many to choose from
 */
public record StockList(
        Words words,
        String stamp,
        Optional<Phrase> notice,
        Optional<Named> named,
        Meetings meetings,
        Search search,
        List<Row> rows,
        List<Unknown> unknown,
        List<StockItem.Choice> items) {

    /** Where one can name that code, also before anything was booked under it. */
    static String naming(String code) {
        return "/stock?show=" + Show.UNKNOWN.word() + "&code=" + StockWords.inAddress(code);
    }

    /** Where it is said what became of a code that was named. */
    static String named(String code) {
        return "/stock?show=" + Show.UNKNOWN.word() + "&named=" + StockWords.inAddress(code);
    }

    /** A view of the list, as its link's address says it. */
    public enum Show {
        ALL("all", "stock.all"),
        IN_STOCK("in-stock", "stock.there"),
        LOW("low", "stock.low"),
        BELOW_ZERO("below-zero", "stock.below"),
        EXPIRING("expiring", "stock.expiring"),
        UNKNOWN("unknown", "stock.unknown");

        private final String word;
        private final String key;

        Show(String word, String key) {
            this.word = word;
            this.key = key;
        }

        public String word() {
            return word;
        }

        /** Of the text on the link; that which explains it has {@code .more} behind it. */
        public String key() {
            return key;
        }
    }

    /**
     * What was asked for.
     *
     * @param days within which it expires
     * @param page from 1
     * @param more whether there are rows behind this page
     * @param rows which of them it shows, in words; empty where it shows all
     */
    public record Search(String text, Show show, long days, long page, boolean more, String rows) {

        /** Whether nothing is left out. */
        public boolean isAll() {
            return show == Show.ALL && text.isEmpty() && page == 1;
        }

        public String href(Show other) {
            return address(other, 1);
        }

        public String previous() {
            return address(show, page - 1);
        }

        public String next() {
            return address(show, page + 1);
        }

        private String address(Show other, long number) {
            return "/stock?show=" + other.word()
                    + (text.isEmpty() ? "" : "&q=" + StockWords.inAddress(text))
                    + (other == Show.EXPIRING ? "&days=" + days : "")
                    + (number == 1 ? "" : "&page=" + number);
        }
    }

    /**
     * So much is there.
     *
     * @param expiry of the lot, in words; empty where it has none
     * @param tone of the quantity
     */
    public record Row(
            String href, String name, Where where, String lot, String expiry, String quantity, Glance.Tone tone) {}

    /** @param watched the address of what was warm there; empty where no device watches it */
    public record Where(String name, String watched) {}

    /**
     * A code that is an item's now.
     *
     * @param edit where it can be taken away again; empty for what is the item's own id
     */
    public record Named(String text, String href, String item, Optional<String> edit) {}

    /** A code that nobody has named. */
    public record Unknown(String code, String href, String lines, String since) {}
}
