package io.tidegate.gateway.replenishment;

import io.tidegate.gateway.replenishment.Item.Terms;
import io.tidegate.gateway.replenishment.Reason.Limit;
import io.tidegate.gateway.replenishment.Reason.Why;
import java.util.ArrayList;
import java.util.List;

/**
 * Proposes what to order: when what is there or ordered falls below the reorder point, as much as then lasts for the days that
 * an order shall cover, in whole packs, and no more than is sold while it keeps; but its minimum in any case. Safe from any
 * thread.
 */
public final class Replenishment {

    /** Of a pack: sums of parts of packs are not exact. */
    private static final double TINY = 1e-9;

    private Replenishment() {}

    public static Proposal propose(Item item, Policy policy) {
        Terms terms = item.terms();
        double available = item.stock().available();
        Need need = Need.of(item.sales().demand(), terms.leadTime(), policy);
        double point = Math.max(need.reorderPoint(), terms.minimumStock());
        Proposal.Figures figures = new Proposal.Figures(
                need.outlook().perDay(),
                need.kind().demand(),
                need.kind().method(),
                need.safetyStock(),
                point,
                need.outlook().daysOf(available));
        if (available >= point) {
            Why why = need.outlook().perDay() == 0 && point == 0
                    ? new Why.NotAskedFor(available)
                    : new Why.Enough(available, figures.daysOfCover(), point);
            return new Proposal(item.id(), 0, figures, new Reason(why, List.of()));
        }
        Why belowMinimum = new Why.BelowMinimum(available, terms.minimumStock());
        Why why = need.reorderPoint() > terms.minimumStock()
                ? new Why.RunsOut(
                        available, figures.daysOfCover(), terms.leadTime().meanDays())
                : belowMinimum;
        double target = Math.max(need.target(), terms.minimumStock());
        List<Limit> limits = new ArrayList<>();
        double wanted = orderable(target - available, terms, limits);
        double quantity = sellable(wanted, available, terms, need.outlook(), limits);
        List<Limit> ofMinimum = new ArrayList<>();
        double least = ofMinimum(available, terms, ofMinimum);
        return quantity < least
                ? new Proposal(item.id(), least, figures, new Reason(belowMinimum, ofMinimum))
                : new Proposal(item.id(), quantity, figures, new Reason(why, limits));
    }

    /** What shall be there in any case, also where nobody knows whether it is sold while it keeps. */
    private static double ofMinimum(double available, Terms terms, List<Limit> limits) {
        if (available >= terms.minimumStock()) {
            return 0;
        }
        double least = orderable(terms.minimumStock() - available, terms, limits);
        terms.shelfLifeDays().ifPresent(days -> limits.add(new Limit.MayNotSell(days)));
        return least;
    }

    /** As the supplier sells it. */
    static double orderable(double wanted, Terms terms, List<Limit> limits) {
        double quantity = wanted;
        if (quantity < terms.minimumOrder()) {
            quantity = terms.minimumOrder();
            limits.add(new Limit.MinimumOrder(quantity));
        }
        double packs = wholePacksUp(quantity, terms.pack());
        if (packs - quantity > TINY * terms.pack()) {
            limits.add(new Limit.WholePacks(terms.pack()));
        }
        return packs;
    }

    /** As much as is sold while it keeps, after what is there before it. */
    static double sellable(double wanted, double available, Terms terms, Outlook outlook, List<Limit> limits) {
        if (terms.shelfLifeDays().isEmpty()) {
            return wanted;
        }
        int keeps = terms.shelfLifeDays().get();
        double arrival = terms.leadTime().meanDays();
        double soldBefore = Math.max(outlook.until(arrival), available);
        double most = outlook.until(arrival + keeps) - soldBefore;
        if (wanted <= most + TINY * terms.pack()) {
            return wanted;
        }
        double cut = Math.floor(most / terms.pack() + TINY) * terms.pack();
        double least = wholePacksUp(Math.max(terms.pack(), terms.minimumOrder()), terms.pack());
        if (cut < least) {
            limits.clear();
            limits.add(new Limit.KeepsTooShort(least, outlook.daysOf(soldBefore + least) - arrival, keeps));
            return 0;
        }
        limits.add(new Limit.ShelfLife(keeps));
        return cut;
    }

    private static double wholePacksUp(double quantity, double pack) {
        return Math.ceil(quantity / pack - TINY) * pack;
    }
}
