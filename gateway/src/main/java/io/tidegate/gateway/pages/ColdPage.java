package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Optional;

/**
 * What the page of the cold chain shows.
 *
 * @param form as it was filled, or as it is filled most often
 * @param found empty while nothing can be asked
 */
public record ColdPage(Words words, Optional<Phrase> notice, Form form, Optional<Found> found) {

    /**
     * What is asked for.
     *
     * @param since as the browser's field for it has it, in the site's zone
     * @param now the latest that can be asked for
     */
    public record Form(
            List<StockItem.Choice> locations,
            String location,
            String above,
            String below,
            String since,
            String until,
            String now) {}

    /**
     * What is known.
     *
     * @param sentences in which the whole of it stands
     * @param lots the longest exposed first
     */
    public record Found(List<String> sentences, List<Lot> lots, List<Interval> intervals, List<Gap> gaps) {}

    /**
     * One lot.
     *
     * @param lot with its expiry; empty for what has none
     * @param most the most that was there
     * @param exposed for how long
     * @param unknown for how long nobody knows
     */
    public record Lot(String href, String name, String lot, String most, String exposed, String unknown) {}

    /**
     * A time in which it was too warm.
     *
     * @param worst the highest, or lowest, value
     * @param goods what was there
     */
    public record Interval(String from, String until, String time, String worst, List<String> goods) {}

    /** A time of which nobody knows. */
    public record Gap(String from, String until, String time) {}
}
