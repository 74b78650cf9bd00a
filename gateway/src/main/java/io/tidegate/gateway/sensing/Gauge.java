package io.tidegate.gateway.sensing;

import io.tidegate.site.SensorField;
import java.time.Duration;
import java.util.Optional;

/** Makes lines of the ledger of what one sensor says. No I/O, no clock. Used by one thread. */
sealed interface Gauge permits ShelfScale, PartCounter {

    SensorField source();

    /** What is to be booked now; empty as long as nothing is. */
    Optional<Due> take(Reading reading);

    /** The same, when nothing has come for that time. */
    Optional<Due> silentFor(Duration time);

    /** As of its last reading. */
    GaugeState state();

    /** Goes on as it was. Before its first reading. */
    void resume(GaugeState state);
}
