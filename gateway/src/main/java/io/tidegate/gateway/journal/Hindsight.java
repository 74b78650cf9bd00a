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
 * @param ownMillis an observation's time so close before the commit is taken for the gateway's own, and goes along
 */
record Hindsight(long recordedMillis, long shiftMillis, boolean timed, long ownMillis) {

    private static final long OWN_MILLIS = Duration.ofSeconds(5).toMillis();

    /** No door takes a device's time from before this: it is the gateway's, from just before its clock was set. */
    private static final long DEVICES_TELL_FROM_MILLIS = DeviceTime.EARLIEST.toEpochMilli();

    /** Of a block that is as it was committed. */
    Hindsight(long recordedMillis, long shiftMillis, boolean timed) {
        this(recordedMillis, shiftMillis, timed, OWN_MILLIS);
    }

    /** Of what is known to be the gateway's own, in a block that was several. */
    Hindsight ofOwn() {
        return new Hindsight(recordedMillis, shiftMillis, timed, Long.MAX_VALUE);
    }

    /** Of what a device told. */
    Hindsight ofTold() {
        return new Hindsight(recordedMillis, 0, timed);
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
        if (isOwn(storedMillis)) {
            long right = storedMillis + shiftMillis;
            return right < DEVICES_TELL_FROM_MILLIS ? recordedAt() : Instant.ofEpochMilli(right);
        }
        return storedMillis < DEVICES_TELL_FROM_MILLIS ? recordedAt() : Instant.ofEpochMilli(storedMillis);
    }

    /** Whether what says so in the block says it by the gateway's clock. */
    boolean isOwn(long storedMillis) {
        long before = recordedMillis - storedMillis;
        return before >= 0 && before <= ownMillis;
    }
}
