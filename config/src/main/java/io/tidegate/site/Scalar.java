package io.tidegate.site;

/**
 * A kind of value that a key can take. Immutable.
 *
 * @param type what YAML must have made of it
 * @param example for the error of a missing or empty one
 * @param standIn in place of an unusable one, so that reading goes on to the next problem; never leaves the loader
 */
record Scalar<T>(Type type, String example, T standIn, Reading<T> reading) {

    /** As in the JSON Schema. */
    enum Type {
        TEXT("a text"),
        NUMBER("a whole number"),
        DECIMAL("a number"),
        FLAG("true or false"),
        NUMBER_OR_TEXT("a whole number, or a text with a unit");

        final String words;

        Type(String words) {
            this.words = words;
        }
    }

    @FunctionalInterface
    interface Reading<T> {
        T read(String text) throws Unfit;
    }
}
