package io.tidegate.gateway.labels;

import java.time.LocalDate;
import java.util.Optional;

/**
 * How labels for the shelf are to be.
 *
 * @param dataMatrix in place of bars, for all
 * @param percent of an EAN's usual size
 * @param batch what the label tells of the pieces at hand; with any the symbol is a GS1 DataMatrix
 */
public record ShelfWish(Paper paper, boolean dataMatrix, Optional<Integer> percent, Batch batch) {

    public static final int PERCENT_MIN = 80;
    public static final int PERCENT_MAX = 200;

    /** @param expiry the last day on which it may be sold */
    public record Batch(Optional<String> lot, Optional<LocalDate> expiry) {

        public static final Batch NONE = new Batch(Optional.empty(), Optional.empty());

        boolean isKnown() {
            return lot.isPresent() || expiry.isPresent();
        }
    }

    public static ShelfWish on(Paper paper) {
        return new ShelfWish(paper, false, Optional.empty(), Batch.NONE);
    }
}
