package io.tidegate.devices.scale;

/** What one line of a scale says. Immutable. */
sealed interface Said {

    /** @param stable it has come to rest */
    record Weight(double kilograms, boolean stable) implements Said {}

    record Tare(double kilograms) implements Said {}

    /** It cannot weigh just now. */
    record NotNow() implements Said {}

    /** More than it can weigh. */
    record Over() implements Said {}

    /** Less than nothing: the pan is off. */
    record Under() implements Said {}

    /** It weighs in a unit that is none of weight, or that we do not know. */
    record OddUnit(String unit) implements Said {}

    /** It does not know this command, or has nothing to answer to it. */
    record Refused() implements Said {}

    /** Not a line of this protocol. */
    record Unknown() implements Said {}
}
