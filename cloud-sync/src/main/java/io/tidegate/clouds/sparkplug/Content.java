package io.tidegate.clouds.sparkplug;

import io.tidegate.observation.Value;

/** What a metric holds. As a {@link Value}, but that a text may be as long as a scan. */
sealed interface Content {

    record Real(double value) implements Content {}

    record Flag(boolean value) implements Content {}

    record Text(String value) implements Content {}

    static Content of(Value value) {
        return switch (value) {
            case Value.Numeric number -> new Real(number.value());
            case Value.Flag flag -> new Flag(flag.value());
            case Value.Text text -> new Text(text.value());
        };
    }

    /** A number is always a Double: the next reading of a field that was whole may have a fraction. */
    default Datatype type() {
        return switch (this) {
            case Real _ -> Datatype.DOUBLE;
            case Flag _ -> Datatype.BOOLEAN;
            case Text _ -> Datatype.STRING;
        };
    }

    default Text asText() {
        return switch (this) {
            case Real real -> new Text(Value.plain(real.value()));
            case Flag flag -> new Text(String.valueOf(flag.value()));
            case Text text -> text;
        };
    }
}
