package io.tidegate.gateway.inventory;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The times of lines that bring none. They go by the clock, so that a count never stands behind what is sold after it; lines
 * of one item that the clock cannot tell apart come one after the other where one of them is a count, since in sales and
 * receipts the order changes nothing.
 *
 * <p>While the box's clock is not set and stands before what it recorded last, they come after all that is booked: a count by
 * a clock that stands in 1970 would else be older than everything, and count nothing. Safe from any thread.
 */
final class Moments {

    private final InstantSource clock;
    private final BooleanSupplier synchronised;

    /** By items or codes: those of the present moment, and of later ones where the clock could not tell them apart. */
    private final Map<String, Last> lasts = new HashMap<>();

    /** Not before this where the clock is behind. */
    private Instant floor;

    private Instant decided = Instant.EPOCH;

    private record Last(Instant at, boolean counted) {}

    private Moments(InstantSource clock, BooleanSupplier synchronised, Instant floor) {
        this.clock = clock;
        this.synchronised = synchronised;
        this.floor = floor;
    }

    /** @param recorded when something was recorded last, by the box's own clock */
    static Moments after(Instant recorded, InstantSource clock, BooleanSupplier synchronised) {
        return new Moments(clock, synchronised, recorded);
    }

    /** By the clock alone. */
    Instant now() {
        return clock.instant();
    }

    /** The clock stands before what was recorded by it, and nobody has set it. */
    synchronized boolean isBehind() {
        return !synchronised.getAsBoolean() && clock.instant().isBefore(floor);
    }

    /** Of a decision of the gateway's own: behind the one before it. */
    synchronized Instant next() {
        Instant now = own();
        decided = now.isAfter(decided) ? now : decided.plusMillis(1);
        return decided;
    }

    private Instant own() {
        if (isBehind()) {
            floor = floor.plusMillis(1);
            return floor;
        }
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Of a line that comes after all those of the item which got a time from here before. */
    synchronized Instant next(String item, boolean counted) {
        Instant now = own();
        lasts.values().removeIf(last -> last.at.isBefore(now));
        Last last = lasts.getOrDefault(item, new Last(now.minusMillis(1), false));
        boolean apart = counted || last.counted;
        Instant behind = apart ? last.at.plusMillis(1) : last.at;
        Instant at = now.isAfter(behind) ? now : behind;
        lasts.put(item, new Last(at, counted || (last.counted && at.equals(last.at))));
        return at;
    }
}
