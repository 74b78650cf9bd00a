package io.tidegate.devices.gpio;

import java.time.Duration;
import java.util.Optional;

/**
 * What one line does over time: a rhythm, until another one is wanted, its time is over, or it has been on for too long; then
 * it rests. No I/O. Not thread-safe.
 */
final class Course {

    /** Why it is as it is. */
    enum Cause {
        START,
        COMMAND,
        /** The time of the command, or the rhythm itself, is over. */
        TIME,
        /** It has been on for as long as it may. */
        LIMIT,
        /** The gateway has put it to rest. */
        STOP
    }

    private final Rhythm safe;
    private final long onAtMostNanos;
    private Rhythm rhythm;
    private Cause end = Cause.TIME;
    private long beganNanos;
    private long lengthNanos = Long.MAX_VALUE;
    /** Since when it has not been off. */
    private long onSinceNanos;

    Course(Rhythm safe, Optional<Duration> onAtMost) {
        this.safe = safe;
        this.rhythm = safe;
        this.onAtMostNanos = onAtMost.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    Rhythm rhythm() {
        return rhythm;
    }

    void rest() {
        rhythm = safe;
        lengthNanos = Long.MAX_VALUE;
    }

    /** @param time after which it rests again */
    void begin(Rhythm wanted, Optional<Duration> time, long nowNanos) {
        if (rhythm == Rhythm.OFF) {
            onSinceNanos = nowNanos;
        }
        rhythm = wanted;
        beganNanos = nowNanos;
        end = Cause.TIME;
        lengthNanos = wanted == safe
                ? Long.MAX_VALUE
                : Math.min(wanted.lengthNanos(), time.map(Duration::toNanos).orElse(Long.MAX_VALUE));
        if (wanted != Rhythm.OFF && onAtMostNanos != Long.MAX_VALUE) {
            // Who says it again and again does not keep it on for ever.
            long leftNanos = Math.max(0, onAtMostNanos - (nowNanos - onSinceNanos));
            if (leftNanos < lengthNanos) {
                lengthNanos = leftNanos;
                end = Cause.LIMIT;
            }
        }
    }

    /** Lets it rest when its time has come, and says which. */
    Optional<Cause> advance(long nowNanos) {
        if (nowNanos - beganNanos < lengthNanos) {
            return Optional.empty();
        }
        rest();
        return Optional.of(end);
    }

    boolean isOn(long nowNanos) {
        return rhythm.isOn(nowNanos - beganNanos);
    }

    /** Until it changes by itself. */
    long untilChangeNanos(long nowNanos) {
        long sinceNanos = nowNanos - beganNanos;
        return Math.max(0, Math.min(lengthNanos - sinceNanos, rhythm.untilBeatNanos(sinceNanos)));
    }
}
