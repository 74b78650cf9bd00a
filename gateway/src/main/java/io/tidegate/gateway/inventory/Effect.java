package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one line does to one lot at one location.
 *
 * @param lot empty for what is booked without one
 * @param moment when, and by which line
 * @param millionths that come or, below 0, go; or that are there, when counted
 * @param kind of the line
 * @param reversed so that it does nothing
 */
record Effect(
        Place place, String lot, Moment moment, long millionths, String unit, MovementKind kind, boolean reversed) {

    /** Without a lot. */
    static final String NO_LOT = "";

    /**
     * Lines of one moment have the order of their ids, so that every gateway puts them in the same one.
     *
     * @param at milliseconds since 1970
     */
    record Moment(long at, String id) implements Comparable<Moment> {

        static final Moment NEVER = new Moment(Long.MIN_VALUE, "");

        static Moment of(Movement movement) {
            return new Moment(movement.at().toEpochMilli(), movement.id());
        }

        @Override
        public int compareTo(Moment other) {
            // As SQLite compares them. Java's own order is another where there are emoji.
            return at == other.at
                    ? Arrays.compareUnsigned(id.getBytes(UTF_8), other.id.getBytes(UTF_8))
                    : Long.compare(at, other.at);
        }
    }

    /** The lot of a row. */
    static Optional<String> named(@Nullable String lot) {
        return Optional.ofNullable(lot).filter(name -> !name.equals(NO_LOT));
    }

    static List<Effect> of(Movement movement, Booked booked, boolean reversed) {
        Moment moment = Moment.of(movement);
        String lot = movement.goods().lot().orElse(NO_LOT);
        MovementKind kind = movement.kindOfMovement();
        List<Effect> effects = new ArrayList<>(2);
        movement.way()
                .from()
                .map(location -> new Place(booked.item(), location))
                .ifPresent(place -> effects.add(
                        new Effect(place, lot, moment, -booked.millionths(), booked.unit(), kind, reversed)));
        movement.way()
                .to()
                .map(location -> new Place(booked.item(), location))
                .ifPresent(place -> effects.add(
                        new Effect(place, lot, moment, booked.millionths(), booked.unit(), kind, reversed)));
        return effects;
    }

    boolean counted() {
        return kind == MovementKind.COUNT;
    }

    /** What takes it back. Not for what was counted. */
    Effect undone() {
        return new Effect(place, lot, moment, -millionths, unit, kind, false);
    }
}
