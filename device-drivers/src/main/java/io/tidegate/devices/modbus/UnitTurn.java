package io.tidegate.devices.modbus;

import io.tidegate.driver.Patience;
import io.tidegate.observation.Observation;
import io.tidegate.site.ModbusUnit;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When a unit has its turn, and what is to be told of its silence: one that answers has it at its interval, one that
 * does not with growing pauses. Used by the bus's device thread only.
 */
final class UnitTurn {

    /** One lost answer is noise on the wires; two in a row are silence. */
    private static final int SILENT_FROM = 2;

    private static final Patience PATIENCE = Patience.DEVICE;

    private final ModbusUnit unit;
    private final Source source;
    private long dueNanos;
    private int failures;
    private boolean refuses;
    private String reason = "";
    private @Nullable String told;
    private long toldNanos;

    UnitTurn(ModbusUnit unit, long nowNanos) {
        this.unit = unit;
        this.source = unit.isSunSpec() ? new SunSpec(unit) : new Listed(unit);
        this.dueNanos = nowNanos;
    }

    ModbusUnit unit() {
        return unit;
    }

    Source source() {
        return source;
    }

    long dueNanos() {
        return dueNanos;
    }

    boolean isDue(long nowNanos) {
        return dueNanos - nowNanos <= 0;
    }

    /** Did not answer when it was last asked. */
    boolean missedOne() {
        return failures > 0 && !refuses;
    }

    boolean isSilent() {
        return failures >= SILENT_FROM && !refuses;
    }

    /** Gives no values, whatever the reason: it waits for those that do. */
    boolean isAiling() {
        return refuses || isSilent();
    }

    String reason() {
        return reason;
    }

    void answered(long nowNanos) {
        failures = 0;
        refuses = false;
        told = null;
        keepRhythm(nowNanos);
    }

    void noAnswer(String why, long nowNanos) {
        failed(why, false, nowNanos);
    }

    /** It is there, but does not give what it is asked for. */
    void refused(String why, long nowNanos) {
        failed(why, true, nowNanos);
    }

    private void failed(String why, boolean refusing, long nowNanos) {
        failures++;
        refuses = refusing;
        reason = why;
        if (isAiling()) {
            long pause = PATIENCE.afterFailures(failures, ThreadLocalRandom.current())
                    .toNanos();
            dueNanos = nowNanos + Math.max(pause, unit.interval().toNanos());
        } else {
            keepRhythm(nowNanos);
        }
    }

    /** What was missed is left out, not made up for. */
    private void keepRhythm(long nowNanos) {
        long interval = unit.interval().toNanos();
        long late = Math.max(0, nowNanos - dueNanos);
        dueNanos += (late / interval + 1) * interval;
    }

    /** The fault that is to be recorded now: a new one, or one that has lasted for long since it was told. */
    Optional<Observation.Fault> fault(Instant at, long nowNanos) {
        boolean known = reason.equals(told)
                && nowNanos - toldNanos < PATIENCE.faultAgain().toNanos();
        if (!isAiling() || known) {
            return Optional.empty();
        }
        told = reason;
        toldNanos = nowNanos;
        return Optional.of(new Observation.Fault(unit.id(), at, reason));
    }
}
