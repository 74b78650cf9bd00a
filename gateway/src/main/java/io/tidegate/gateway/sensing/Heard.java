package io.tidegate.gateway.sensing;

import io.tidegate.gateway.sensing.GaugeStanding.Bookings;
import java.util.List;
import java.util.Optional;

/** One gauge, and how far it has heard. Used by the gauger's thread; its standing is told to any. */
final class Heard {

    final Gauge gauge;
    long after;
    long nanos = System.nanoTime();
    boolean changed;
    private Bookings bookings = Bookings.NONE;
    private volatile GaugeStanding standing;

    Heard(Gauge gauge) {
        this.gauge = gauge;
        this.standing = gauge.standing(bookings);
    }

    /** As of the last {@link #tell}. */
    GaugeStanding standing() {
        return standing;
    }

    /** @param owed by all gauges */
    void tell(List<PendingBooking> owed) {
        int waiting = (int) owed.stream().filter(this::owes).count();
        bookings = new Bookings(waiting, bookings.parked(), bookings.reason());
        standing = gauge.standing(bookings);
    }

    boolean owes(PendingBooking due) {
        return due.isOf(gauge.source());
    }

    /** @param objection why its booking was parked; empty when it was booked */
    void settled(Optional<String> objection) {
        bookings = new Bookings(bookings.waiting(), bookings.parked() + (objection.isPresent() ? 1 : 0), objection);
    }
}
