package io.tidegate.site;

/** A value that its key cannot take; the message says what is wrong and what to do. */
final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final String message;

    Unfit(String message) {
        super(message);
        this.message = message;
    }

    String message() {
        return message;
    }
}
