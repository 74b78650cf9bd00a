package io.tidegate.gateway.journal;

import java.time.Duration;
import java.util.List;

/** A step by which entries give way, and what it does to each class of them. Goods stay. */
enum Reduction {

    /** Readings of a device become one for each minute. */
    MINUTES(Thinness.MINUTES, Fate.SUMMED_UP, Fate.KEPT),
    TEN_MINUTES(Thinness.TEN_MINUTES, Fate.SUMMED_UP, Fate.KEPT),
    DAYS(Thinness.DAYS, Fate.SUMMED_UP, Fate.KEPT),
    /** Scans, faults and proofs go; readings stay as they are. */
    NO_EVENTS(Thinness.NO_EVENTS, Fate.KEPT, Fate.DROPPED),
    /** Only what happened to goods is left, and what clouds asked with what became of it. */
    ONLY_GOODS(Thinness.GOODS, Fate.DROPPED, Fate.DROPPED);

    /** What becomes of an entry. */
    enum Fate {
        KEPT,
        SUMMED_UP,
        DROPPED
    }

    /** Those by which readings are summed up, the gentlest first. */
    static final List<Reduction> SUMMING_UP = List.of(MINUTES, TEN_MINUTES, DAYS);

    /** All that may be done where there is no room at all. */
    static final List<Reduction> FOR_ROOM = List.of(MINUTES, TEN_MINUTES, DAYS, ONLY_GOODS);

    private final Thinness to;
    private final Fate readings;
    private final Fate events;

    Reduction(Thinness to, Fate readings, Fate events) {
        this.to = to;
        this.readings = readings;
        this.events = events;
    }

    Fate of(RetentionClass entries) {
        return switch (entries) {
            case GOODS -> Fate.KEPT;
            case EVENTS -> events;
            case READINGS -> readings;
        };
    }

    /** Whether it would take anything of such a block. One that was written before there were shares has none of either. */
    boolean takesOf(Codec block) {
        boolean nothingToSumUp = sumsUp() && block.readings() == 0 && block.events() > 0;
        return this == NO_EVENTS ? block.events() > 0 : block.thinness().compareTo(to) < 0 && !nothingToSumUp;
    }

    private boolean sumsUp() {
        return readings == Fate.SUMMED_UP;
    }

    /** Whether nothing of a block can become one yet, since a reader is being given all of it. */
    boolean waits(Block.Range block, Seams seams) {
        return sumsUp() && seams.isGiven(block);
    }

    /** How thin a block is then. */
    Thinness after(Thinness before) {
        return before.compareTo(to) > 0 ? before : to;
    }

    /** Within which readings are summed up. */
    Duration window() {
        return to.window();
    }
}
