package io.tidegate.gateway.traceability;

import io.tidegate.gateway.inventory.Stays.Stayed;
import io.tidegate.gateway.traceability.Exposures.Goods;
import io.tidegate.gateway.traceability.Exposures.Interval;
import io.tidegate.gateway.traceability.Exposures.Lot;
import io.tidegate.gateway.traceability.Exposures.There;
import io.tidegate.gateway.traceability.Exposures.Whole;
import io.tidegate.observation.Amount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What each lot suffered in the excursions and gaps of a place. Used by one thread. */
final class ExposureTally {

    /** Rows of goods in all intervals together, and lots, in one answer at most; of lots the longest exposed. */
    static final int ROWS_MAX = 5_000;

    private static final Comparator<Lot> WORST_FIRST =
            Comparator.comparing(Lot::exposed).thenComparing(Lot::unknown).reversed();

    private final Watched watched;
    private final Lengths broken;
    private final Lengths silent;
    private final List<Interval> intervals;
    private final List<Lot> lots = new ArrayList<>();
    private int rows;
    private boolean more;

    ExposureTally(Watched watched) {
        this.watched = watched;
        this.broken = Lengths.of(watched.excursions(), Excursion::from, Excursion::to);
        this.silent = Lengths.of(watched.gaps(), Gap::from, Gap::to);
        this.intervals = watched.excursions().stream()
                .limit(ColdChain.INTERVALS_MAX)
                .map(each -> new Interval(each, new ArrayList<>()))
                .toList();
        this.more = watched.excursions().size() > ColdChain.INTERVALS_MAX
                || watched.gaps().size() > ColdChain.INTERVALS_MAX;
    }

    void add(Stayed lot) {
        Overlap exposed = Overlap.of(lot.stays(), broken);
        Overlap unknown = Overlap.of(lot.stays(), silent);
        Overlap both = exposed.and(unknown);
        if (both.isNone()) {
            return;
        }
        Goods goods = new Goods(lot.item(), lot.name(), lot.lot(), lot.expiry());
        lots.add(new Lot(goods, Amount.ofMillionths(both.most(), lot.unit()), exposed.time(), unknown.time()));
        if (lots.size() == 2 * ROWS_MAX) {
            keepWorst();
        }
        if (!exposed.isNone()) {
            tell(lot, goods);
        }
    }

    private void tell(Stayed lot, Goods goods) {
        for (Interval interval : intervals) {
            if (rows == ROWS_MAX) {
                more = true;
                return;
            }
            Excursion excursion = interval.excursion();
            Overlap here = Overlap.of(lot.stays(), excursion.from(), excursion.to());
            if (!here.isNone()) {
                interval.goods().add(new There(goods, Amount.ofMillionths(here.most(), lot.unit()), here.time()));
                rows++;
            }
        }
    }

    private void keepWorst() {
        lots.sort(WORST_FIRST);
        if (lots.size() > ROWS_MAX) {
            lots.subList(ROWS_MAX, lots.size()).clear();
            more = true;
        }
    }

    Exposures told(Duration resolution, boolean late) {
        keepWorst();
        return new Exposures(
                resolution,
                intervals,
                watched.gaps().stream().limit(ColdChain.INTERVALS_MAX).toList(),
                lots,
                new Whole(watched.excursions().size(), broken.all(), silent.all()),
                more,
                late);
    }
}
