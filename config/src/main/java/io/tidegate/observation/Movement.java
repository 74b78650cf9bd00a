package io.tidegate.observation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goods come, go, or are counted. Immutable.
 *
 * @param device who saw it: a scanner, a till, a scale
 * @param at when it was so
 * @param way where from and where to
 */
public record Movement(
        DeviceId device, Instant at, String id, MovementKind kindOfMovement, Goods goods, Way way, Cause cause)
        implements Booking {

    /**
     * The locations that goods leave and come to. Outside the site there are none.
     *
     * @param from empty where they come from outside
     * @param to where they come to, or are counted; empty where they go out
     */
    public record Way(Optional<String> from, Optional<String> to) {

        public static Way from(String location) {
            return new Way(Optional.of(location), Optional.empty());
        }

        public static Way to(String location) {
            return new Way(Optional.empty(), Optional.of(location));
        }

        /** Both ends, as far as they are in the site. */
        public List<String> locations() {
            return Stream.of(from, to).flatMap(Optional::stream).toList();
        }
    }

    /** @throws IllegalArgumentException when the parts do not fit; the message says what to do */
    public Movement {
        Observation.checkTime(at);
        Booking.checkId(id);
        String word = kindOfMovement.word();
        checkEnd(word, "from", way.from(), kindOfMovement.leaves());
        checkEnd(word, "to", way.to(), kindOfMovement.arrives());
        if (way.from().isPresent() && way.from().equals(way.to())) {
            throw new IllegalArgumentException("'from' and 'to' are the same. Name two locations.");
        }
        int sign = goods.amount().quantity().signum();
        if (sign < 0 && kindOfMovement != MovementKind.ADJUST) {
            throw new IllegalArgumentException(
                    "'quantity' is negative. Send what moved, and the kind that says which way; or adjust.");
        }
        if (sign == 0 && kindOfMovement != MovementKind.COUNT) {
            throw new IllegalArgumentException("'quantity' is 0, so nothing moved. Leave it out.");
        }
    }

    private static void checkEnd(String kind, String member, Optional<String> location, boolean wanted) {
        if (location.isPresent() != wanted) {
            throw new IllegalArgumentException(
                    wanted
                            ? "'" + member + "' is missing. Name the location, such as sales-floor."
                            : "'" + member + "' has no meaning for '" + kind + "'. Leave it out.");
        }
        location.ifPresent(name -> Goods.check(member, name, DeviceId.LENGTH_MAX));
    }

    public Movement with(Goods other) {
        return new Movement(device, at, id, kindOfMovement, other, way, cause);
    }
}
