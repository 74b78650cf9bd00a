package io.tidegate.gateway.labels;

/** A label that cannot be: its message says why and what to do, and goes on behind the name of the thing. */
final class Unprintable extends Exception {

    private static final long serialVersionUID = 1L;

    Unprintable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
