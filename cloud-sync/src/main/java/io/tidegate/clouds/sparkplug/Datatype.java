package io.tidegate.clouds.sparkplug;

/** The types of metrics (Sparkplug 3.0, section 6.4.16), as far as readings and the node itself need them. */
enum Datatype {
    INT32(3),
    INT64(4),
    DOUBLE(10),
    BOOLEAN(11),
    STRING(12);

    private final int number;

    Datatype(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The value as one of this type; only a text takes what is of another. */
    Content fit(Content value) {
        return this == STRING ? value.asText() : value;
    }
}
