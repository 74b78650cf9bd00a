package io.tidegate.mqtt;

import io.tidegate.observation.DeviceTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the driver has counted. Safe from any thread. */
public final class Counts {

    private static final Duration ZONE_STEP = Duration.ofMinutes(15);

    /** Messages that could not be understood. */
    public final LongAdder parked = new LongAdder();

    /** Old values that the broker kept; acknowledged and not recorded. */
    public final LongAdder retained = new LongAdder();

    /** Readings dropped because the same one was there already. */
    public final LongAdder repeats = new LongAdder();

    /** Device times more than {@link DeviceTime#SKEW_MAX} off, and kept. */
    public final LongAdder timesSkewed = new LongAdder();

    /** Device times that cannot be, replaced by the time of arrival. */
    public final LongAdder timesReplaced = new LongAdder();

    /** Times that the inbox was full, so that the broker was asked to wait. */
    public final LongAdder pauses = new LongAdder();

    public Counts() {}

    /** When it was so: by the device's clock where that can be, else by the gateway's. Counts what is odd. */
    public Instant judged(Instant time, Instant arrival) {
        if (!DeviceTime.isUsable(time, arrival)) {
            timesReplaced.increment();
            return arrival;
        }
        if (DeviceTime.isSkewed(time, arrival)) {
            timesSkewed.increment();
        }
        return time;
    }

    /** Of a time without an offset only what is less than a quarter of an hour can be wrong: zones differ by quarters. */
    public void judgeWallClock(LocalDateTime time, Instant arrival) {
        Instant asIfUtc = time.toInstant(ZoneOffset.UTC);
        if (DeviceTime.isTooEarly(asIfUtc)) {
            timesReplaced.increment();
            return;
        }
        long off = Math.floorMod(Duration.between(asIfUtc, arrival).toMillis(), ZONE_STEP.toMillis());
        long nearest = Math.min(off, ZONE_STEP.toMillis() - off);
        if (!DeviceTime.isBeforeGateways(arrival) && nearest > DeviceTime.SKEW_MAX.toMillis()) {
            timesSkewed.increment();
        }
    }

    public Map<String, Long> snapshot() {
        return Map.of(
                "parked", parked.sum(),
                "retained", retained.sum(),
                "repeats", repeats.sum(),
                "times_skewed", timesSkewed.sum(),
                "times_replaced", timesReplaced.sum(),
                "pauses", pauses.sum());
    }
}
