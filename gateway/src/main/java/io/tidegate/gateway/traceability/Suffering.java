package io.tidegate.gateway.traceability;

import io.tidegate.gateway.inventory.Stays.Stayed;
import io.tidegate.gateway.traceability.Exposures.Goods;
import io.tidegate.gateway.traceability.Exposures.There;
import io.tidegate.gateway.traceability.Exposures.Total;
import io.tidegate.gateway.traceability.Exposures.Warm;
import io.tidegate.observation.Amount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What each lot suffered in the spells and gaps of a place. Used by one thread. */
final class Suffering {

    /** Rows of goods in all spells together, and lots, in one answer at most. */
    static final int ROWS_MAX = 5_000;

    private static final Comparator<Total> WORST_FIRST =
            Comparator.comparing(Total::exposed).thenComparing(Total::unknown).reversed();

    private final Watched watched;
    private final List<List<There>> there = new ArrayList<>();
    private final List<Total> totals = new ArrayList<>();
    private int rows;
    private boolean more;

    Suffering(Watched watched) {
        this.watched = watched;
        this.more = watched.spells().size() > ColdChain.SPELLS_MAX;
        watched.spells().stream().limit(ColdChain.SPELLS_MAX).forEach(_ -> there.add(new ArrayList<>()));
    }

    void add(Stayed lot) {
        Goods goods = new Goods(lot.item(), lot.name(), lot.lot(), lot.expiry());
        Overlap exposed = Overlap.NONE;
        for (int i = 0; i < watched.spells().size(); i++) {
            Spell spell = watched.spells().get(i);
            Overlap here = Overlap.of(lot.stays(), spell.from(), spell.to());
            if (!here.isNone()) {
                exposed = exposed.and(here);
                tell(i, new There(goods, Amount.ofMillionths(here.most(), lot.unit()), here.time()));
            }
        }
        Overlap unknown = Overlap.NONE;
        for (Gap gap : watched.gaps()) {
            unknown = unknown.and(Overlap.of(lot.stays(), gap.from(), gap.to()));
        }
        Overlap both = exposed.and(unknown);
        if (!both.isNone()) {
            Amount most = Amount.ofMillionths(both.most(), lot.unit());
            totals.add(new Total(goods, most, exposed.time(), unknown.time()));
        }
    }

    private void tell(int spell, There row) {
        if (spell < there.size() && rows < ROWS_MAX) {
            there.get(spell).add(row);
            rows++;
        } else {
            more = true;
        }
    }

    Exposures told(Duration resolution, boolean late) {
        List<Warm> spells = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            spells.add(new Warm(watched.spells().get(i), there.get(i)));
        }
        totals.sort(WORST_FIRST);
        return new Exposures(
                resolution,
                spells,
                watched.gaps().stream().limit(ColdChain.SPELLS_MAX).toList(),
                totals.stream().limit(ROWS_MAX).toList(),
                more || totals.size() > ROWS_MAX || watched.gaps().size() > ColdChain.SPELLS_MAX,
                late);
    }
}
