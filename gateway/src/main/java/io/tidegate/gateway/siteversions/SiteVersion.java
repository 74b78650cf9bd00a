package io.tidegate.gateway.siteversions;

import java.time.Instant;

/**
 * One text of the site file, and what became of it. Immutable.
 *
 * @param number from 1, rising
 * @param at when it was begun, by the clock that the box had then
 * @param from the number of the version that was in force before; 0 for the first
 */
public record SiteVersion(int number, Instant at, Who who, int from, Outcome outcome) {

    /** What became of it. */
    public sealed interface Outcome {

        /** Nobody knows yet. */
        record Trying() implements Outcome {}

        /** It was in force, and is, if no later one is. */
        record Committed() implements Outcome {}

        /**
         * It was taken back.
         *
         * @param reason in words for staff
         */
        record Reverted(String reason) implements Outcome {}
    }

    SiteVersion with(Outcome other) {
        return new SiteVersion(number, at, who, from, other);
    }
}
