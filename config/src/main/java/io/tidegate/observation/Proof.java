package io.tidegate.observation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * How many entries of one stream (a device's entries of one kind) a stretch of the journal holds, and a hash of their ids: by
 * that a receiver knows whether it has all of them. It is of no stream itself. Immutable.
 *
 * @param device of the stream
 * @param at when it was computed
 * @param of the kind of the stream's entries
 */
public record Proof(DeviceId device, Instant at, String of, Range range, Sum sum) implements Observation {

    public static final String KIND = "proof";

    private static final Pattern KIND_WORD = Pattern.compile("[a-z][a-zA-Z0-9-]{0,31}");

    public Proof {
        Observation.checkTime(at);
        if (!KIND_WORD.matcher(of).matches() || of.equals(KIND)) {
            throw new IllegalArgumentException("'" + of + "' is no kind of entries that is proven");
        }
    }

    /**
     * What of the journal was counted.
     *
     * @param from the first day, as the site's clock on the wall showed it
     * @param to the last; the same, where the box ran on both sides of midnight
     * @param first position, of whatever stream
     * @param last position
     * @param missing entries of whatever stream that the journal no longer had, so that some of this one may not be counted
     */
    public record Range(LocalDate from, LocalDate to, long first, long last, long missing) {

        public Range {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("'to' is before 'from'");
            }
            if (first < 1 || last < first || missing < 0 || missing > last - first + 1) {
                throw new IllegalArgumentException(first + " to " + last + " are no positions of entries");
            }
        }
    }

    /**
     * @param hash SHA-256, as 64 hexadecimal digits: of {@code previous}, a line feed, and each entry's id and a line feed, in
     *     the order of positions
     * @param previous hash of the same stream; empty where a chain of them begins
     */
    public record Sum(long count, String hash, String previous) {

        private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

        public Sum {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "'count' is at least 1: nothing is proven of a stream that has nothing");
            }
            if (!HASH.matcher(hash).matches()
                    || !(previous.isEmpty() || HASH.matcher(previous).matches())) {
                throw new IllegalArgumentException("a hash is 64 hexadecimal digits");
            }
        }
    }

    @Override
    public String kind() {
        return KIND;
    }
}
