package io.tidegate.gateway.journal;

import io.tidegate.observation.DeviceTime;
import java.time.Duration;
import java.time.Instant;

/**
 * How the times of a block are read. A box without a battery clock records what it knows; once a time server has set the
 * clock, blocks of the same boot that were written before are read as the clock should have shown. What is on disk stays as
 * it is. Immutable.
 *
 * @param recordedMillis the wall clock at the commit, as it stands in the block
 * @param shiftMillis by how much that was behind; 0 where it was right or nobody knows
 * @param timed what its entries say of that ({@link io.tidegate.observation.Entry})
 * @param spreadMillis so long before that the first of the blocks was committed that have become this one
 */
record Hindsight(long recordedMillis, long shiftMillis, boolean timed, long spreadMillis) {

    /** An observation's time this close before the commit is taken for the gateway's own, and goes along. */
    private static final long OWN_MILLIS = Duration.ofSeconds(5).toMillis();

    /** No door takes a device's time from before this: it is the gateway's, from just before its clock was set. */
    private static final long DEVICES_TELL_FROM_MILLIS = DeviceTime.EARLIEST.toEpochMilli();

    /** Of a block that is as it was committed. */
    Hindsight(long recordedMillis, long shiftMillis, boolean timed) {
        this(recordedMillis, shiftMillis, timed, 0);
    }

    /** Of one that was several. */
    Hindsight spread(long millis) {
        return new Hindsight(recordedMillis, shiftMillis, timed, millis);
    }

    /** As the clock showed them. */
    static Hindsight asShown(ClockState.Stamp commit) {
        return new Hindsight(commit.wall().toEpochMilli(), 0, true);
    }

    Instant recordedAt() {
        return Instant.ofEpochMilli(recordedMillis + shiftMillis);
    }

    /** When it was, of what says so in the block. */
    Instant at(long storedMillis) {
        if (shiftMillis == 0) {
            return Instant.ofEpochMilli(storedMillis);
        }
        long before = recordedMillis - storedMillis;
        if (before >= 0 && before <= OWN_MILLIS + spreadMillis) {
            return Instant.ofEpochMilli(storedMillis + shiftMillis);
        }
        return storedMillis < DEVICES_TELL_FROM_MILLIS ? recordedAt() : Instant.ofEpochMilli(storedMillis);
    }
}
