package io.tidegate.site;

/** A value that its key cannot take; the message says what is wrong and what to do. */
final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final String message;
    private final boolean onlyHere;

    Unfit(String message) {
        this(message, false);
    }

    private Unfit(String message, boolean onlyHere) {
        super(message);
        this.message = message;
        this.onlyHere = onlyHere;
    }

    /** What this user cannot read in this shell, and another perhaps can. */
    static Unfit fromHere(String message) {
        return new Unfit(message, true);
    }

    boolean isOnlyHere() {
        return onlyHere;
    }

    String message() {
        return message;
    }
}
