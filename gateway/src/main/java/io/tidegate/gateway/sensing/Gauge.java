package io.tidegate.gateway.sensing;

import io.tidegate.site.SensorField;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes lines of the ledger of what one sensor says. No clock; where it throws, it knows what it knew before. Used by one
 * thread.
 */
sealed interface Gauge permits ShelfScale, PartCounter {

    SensorField source();

    /** All that gives its numbers their meaning: what it knows is nothing when the site file has changed that. */
    String meaning();

    /** What is to be booked now. */
    List<PendingBooking> take(Measurement measurement) throws SQLException;

    /** The same, when nothing has come for that time. */
    Optional<PendingBooking> silentFor(Duration time) throws SQLException;

    /** The device does not answer: what it said last is no longer so. */
    void lost();

    /** As of its last measurement. */
    GaugeState state();

    /** The same for people. */
    GaugeStanding standing(GaugeStanding.Bookings bookings);

    /** Goes on as it was. Before its first measurement. */
    void resume(GaugeState state);
}
