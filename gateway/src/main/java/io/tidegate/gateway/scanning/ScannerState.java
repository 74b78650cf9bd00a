package io.tidegate.gateway.scanning;

import io.tidegate.observation.Symbology;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is remembered of a scanner. Immutable. */
record ScannerState(Mode mode, Last last, Heard heard) {

    /**
     * The scan before.
     *
     * @param times that it counted
     */
    record Last(String data, Symbology symbology, int times, Instant at, ScanAnswer.Result result) {

        boolean isAgain(String other, Symbology otherSymbology, Instant then, Duration within) {
            return other.equals(data)
                    && otherSymbology == symbology
                    && Duration.between(at, then).abs().compareTo(within) < 0;
        }
    }

    /**
     * When a scan came, by both clocks.
     *
     * @param settled whether the wall clock was set, so that its time counts
     * @param boot of the machine, within which monotonic times can be compared
     */
    record Heard(Instant at, boolean settled, long boot, long nanos) {

        /** From the one before to this; empty where nobody knows: the machine was off, and has no clock of its own. */
        Optional<Duration> since(Heard before) {
            if (settled && before.settled) {
                return Optional.of(Duration.between(before.at, at));
            }
            return boot == before.boot ? Optional.of(Duration.ofNanos(nanos - before.nanos)) : Optional.empty();
        }
    }
}
