package io.tidegate.clouds.influxdb;

import java.time.Instant;
import java.util.Optional;

/** Moments as InfluxDB counts them. Functions only. */
public final class InfluxTime {

    /** Here begins what we write: nothing was recorded before 1970. */
    public static final Instant EARLIEST = Instant.EPOCH;

    /** InfluxDB counts nanoseconds in 64 bits, which end on 2262-04-11. */
    public static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    public static final long NANOS_OF_A_MILLI = 1_000_000;

    private InfluxTime() {}

    /**
     * Two points of the same tags and time are one, the second over the first. So the nanoseconds within the millisecond come
     * from the position, which tells entries apart and is the same whenever one is written again.
     *
     * @return nanoseconds since 1970; empty when InfluxDB has no name for it
     */
    static Optional<Long> nanos(Instant at, long position) {
        return at.isBefore(EARLIEST) || !at.isBefore(LATEST)
                ? Optional.empty()
                : Optional.of(at.toEpochMilli() * NANOS_OF_A_MILLI + position % NANOS_OF_A_MILLI);
    }
}
