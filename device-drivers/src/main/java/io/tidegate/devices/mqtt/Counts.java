package io.tidegate.devices.mqtt;

import io.tidegate.observation.DeviceTime;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the driver has counted. Safe from any thread. */
final class Counts {

    /** Messages that could not be understood. */
    final LongAdder parked = new LongAdder();

    /** Old values that the broker kept; acknowledged and not recorded. */
    final LongAdder retained = new LongAdder();

    /** Readings dropped because the same one was there already. */
    final LongAdder repeats = new LongAdder();

    /** Device times more than {@link DeviceTime#SKEW_MAX} off, and kept. */
    final LongAdder timesSkewed = new LongAdder();

    /** Device times that cannot be, replaced by the time of arrival. */
    final LongAdder timesReplaced = new LongAdder();

    /** Times that the inbox was full, so that the broker was asked to wait. */
    final LongAdder pauses = new LongAdder();

    Map<String, Long> snapshot() {
        return Map.of(
                "parked", parked.sum(),
                "retained", retained.sum(),
                "repeats", repeats.sum(),
                "times_skewed", timesSkewed.sum(),
                "times_replaced", timesReplaced.sum(),
                "pauses", pauses.sum());
    }
}
