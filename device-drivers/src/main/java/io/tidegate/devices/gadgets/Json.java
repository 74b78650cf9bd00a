package io.tidegate.devices.gadgets;

import io.tidegate.observation.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON document. What it does not have is {@link Nothing}, so that looking into it never fails. Immutable. */
sealed interface Json {

    record Members(Map<String, Json> all) implements Json {}

    record Items(List<Json> all) implements Json {}

    /** A number, a flag or a text, which may be longer than a reading takes. */
    sealed interface Leaf extends Json {}

    record Numeric(double value) implements Leaf {}

    record Flag(boolean value) implements Leaf {}

    record Text(String value) implements Leaf {}

    /** Null, or not there. */
    enum Nothing implements Json {
        NOTHING
    }

    /** It is no JSON. The reason is for the installer. */
    record Broken(String reason) implements Json {}

    default Json at(String name) {
        return this instanceof Members members ? members.all.getOrDefault(name, Nothing.NOTHING) : Nothing.NOTHING;
    }

    /** The first of the names that it has. */
    default Json at(String name, String otherwise) {
        Json found = at(name);
        return found instanceof Nothing ? at(otherwise) : found;
    }

    default Map<String, Json> members() {
        return this instanceof Members members ? members.all : Map.of();
    }

    default List<Json> items() {
        return this instanceof Items items ? items.all : List.of();
    }

    default Optional<String> text() {
        return this instanceof Text text ? Optional.of(text.value) : Optional.empty();
    }

    default boolean isThere() {
        return !(this instanceof Nothing);
    }

    /** What a reading takes of it; empty for what has members, and for a number or a text that is too large. */
    default Optional<Value> asValue() {
        return switch (this) {
            case Numeric(double number) -> Double.isFinite(number) ? Optional.of(Value.of(number)) : Optional.empty();
            case Flag(boolean flag) -> Optional.of(Value.of(flag));
            case Text(String text) ->
                text.length() <= Value.TEXT_LENGTH_MAX ? Optional.of(Vocabulary.value(text)) : Optional.empty();
            case Members _, Items _, Nothing _, Broken _ -> Optional.empty();
        };
    }

    static Json read(byte[] payload) {
        return new JsonDocument().read(payload);
    }
}
