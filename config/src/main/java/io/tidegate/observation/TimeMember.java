package io.tidegate.observation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/** Times as senders write them: RFC 3339 with an offset, or seconds, ms or us since 1970. Safe from any thread. */
final class TimeMember {

    /** Which unit a number is in shows by its size; the limits lie in the years 5138 and 1973. */
    private static final double SECONDS_BELOW = 1e11;

    private static final double MILLIS_BELOW = 1e14;
    private static final double MICROS_BELOW = 1e17;

    private TimeMember() {}

    /**
     * A local time without an offset gives {@code arrival}: which zone it means would be a guess, wrong twice a year.
     *
     * @throws IllegalArgumentException when it is no time at all
     */
    static Instant ofText(String text, Instant arrival) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noOffset) {
            try {
                LocalDateTime.parse(text);
                return arrival;
            } catch (DateTimeException noTime) {
                throw new IllegalArgumentException(
                        "'time' is not RFC 3339. Write it like 2026-11-23T10:00:00Z, or leave it out.", noTime);
            }
        }
    }

    /** @throws IllegalArgumentException when the number is no time since 1970 */
    static Instant ofEpoch(double number) {
        if (!(number >= 0 && number < MICROS_BELOW)) {
            throw new IllegalArgumentException("'time' is no number of s, ms or us since 1970. Mend or leave it out.");
        }
        double millis = number < SECONDS_BELOW ? number * 1e3 : number < MILLIS_BELOW ? number : number / 1e3;
        return Instant.ofEpochMilli(Math.round(millis));
    }
}
