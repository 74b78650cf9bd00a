package io.tidegate.gateway.replenishment;

import java.util.List;

/**
 * Why so much is proposed, in parts that a page can say in its reader's language.
 *
 * @param why to order, or not to
 * @param limits what changed the quantity, in the order in which they did
 */
public record Reason(Why why, List<Limit> limits) {

    public Reason {
        limits = List.copyOf(limits);
    }

    /** Why to order, or not to. */
    public sealed interface Why {

        /** What is there or ordered will be gone before an order made later would come. */
        record RunsOut(double available, double daysOfCover, double leadTimeDays) implements Why {}

        /** Less would be left than shall be there in any case. */
        record BelowMinimum(double available, double minimumStock) implements Why {}

        /** There is enough for now. */
        record Enough(double available, double daysOfCover, double reorderPoint) implements Why {}

        /** Nobody asks for it, and no minimum is set. */
        record NotAskedFor(double available) implements Why {}
    }

    /** What changed the quantity. */
    public sealed interface Limit {

        /** Only whole packs can be ordered. */
        record WholePacks(double pack) implements Limit {}

        /** Less cannot be ordered. */
        record MinimumOrder(double minimum) implements Limit {}

        /** More would not be sold while it keeps. */
        record ShelfLife(int days) implements Limit {}

        /** Even the least that can be ordered would not be sold while it keeps, so nothing is proposed. */
        record KeepsTooShort(double least, double lastsDays, int shelfLifeDays) implements Limit {}

        /** It is ordered for the minimum only: what is known of its sales does not say that it is sold while it keeps. */
        record MayNotSell(int shelfLifeDays) implements Limit {}
    }

    /** One sentence, for exports and mails. */
    public String english() {
        StringBuilder sentence = new StringBuilder(ReasonWords.of(why));
        limits.forEach(limit -> sentence.append(ReasonWords.of(limit)));
        return sentence.append('.').toString();
    }
}
