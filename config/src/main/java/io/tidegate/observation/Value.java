package io.tidegate.observation;

import java.math.BigDecimal;

/** One field of a reading. */
public sealed interface Value {

    /** Characters of a text value at most; longer payloads are parked, since no sensor state is a document. */
    int TEXT_LENGTH_MAX = 1024;

    /**
     * A finite number. Whole numbers are exact up to 2^53, which is what JSON interoperates on (RFC 8259 section 6).
     */
    record Numeric(double value) implements Value {
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(value + " is not a finite number");
            }
        }
    }

    /** Yes or no: a door is open, a pump runs. */
    record Flag(boolean value) implements Value {}

    /** A word or a short text: a mode, a state, a firmware version. */
    record Text(String value) implements Value {
        public Text {
            if (value.length() > TEXT_LENGTH_MAX) {
                throw new IllegalArgumentException(
                        "a text of " + value.length() + " characters; at most " + TEXT_LENGTH_MAX + " are kept");
            }
        }
    }

    /** A number as people write it: without an exponent, and without zeros at its end. */
    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    static Value of(double number) {
        return new Numeric(number);
    }

    static Value of(boolean flag) {
        return new Flag(flag);
    }

    static Value of(String text) {
        return new Text(text);
    }
}
