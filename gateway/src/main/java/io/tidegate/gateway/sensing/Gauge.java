package io.tidegate.gateway.sensing;

import io.tidegate.site.SensorField;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes lines of the ledger of what one sensor says. No clock; where it throws, it knows what it knew before. Used by one
 * thread.
 */
sealed interface Gauge permits ShelfScale, PartCounter {

    SensorField source();

    /** What is to be booked now; empty as long as nothing is. */
    Optional<Due> take(Reading reading) throws SQLException;

    /** The same, when nothing has come for that time. */
    Optional<Due> silentFor(Duration time) throws SQLException;

    /** As of its last reading. */
    GaugeState state();

    /** Goes on as it was. Before its first reading. */
    void resume(GaugeState state);
}
