package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Optional;

/**
 * What the page of one item shows.
 *
 * @param stamp of the stock that it shows
 * @param lines the last ones, the newest first
 */
public record StockItem(
        Words words,
        String stamp,
        Optional<Phrase> notice,
        Head head,
        List<StockList.Row> levels,
        Optional<Glance.Chart> chart,
        List<Line> lines,
        Form form) {

    /**
     * @param id as the catalogue knows it, or the code
     * @param total of all locations, in words
     * @param low below what the minimum says, in words
     * @param facts what the catalogue says of it; empty where it does not know it
     */
    public record Head(String id, String name, String total, Optional<String> low, Optional<Facts> facts) {

        /** Whether the catalogue knows it. */
        public boolean known() {
            return facts.isPresent();
        }

        /** Where an item is made of the code. */
        public String newHref() {
            return ItemForms.NEW + "?codes=" + StockWords.inAddress(id);
        }

        /** Where its label is asked for. */
        public String labelHref() {
            return "/labels?items=" + StockWords.inAddress(id);
        }
    }

    /**
     * What the catalogue says.
     *
     * @param editHref where it is changed
     */
    public record Facts(List<Fact> facts, String editHref) {}

    /** Such as its price, with the name of that. */
    public record Fact(String name, String value) {}

    /**
     * What is booked by hand, as the form stands before somebody fills it.
     *
     * @param id of the line that it will be: sent twice it counts once
     * @param locations to choose from; empty where any name is taken
     * @param location where it is most likely
     * @param serial whether each piece has a number of its own
     */
    public record Form(
            String path,
            String undoPath,
            String id,
            List<String> units,
            List<Choice> locations,
            String location,
            boolean serial) {}

    /** One of several. */
    public record Choice(String value, String name) {}

    /**
     * A line of the ledger in words.
     *
     * @param id of the movement
     * @param who and why
     */
    public record Line(String id, String when, String what, String where, String lot, String who, boolean reversed) {}
}
