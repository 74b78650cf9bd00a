package io.tidegate.observation;

/** The text as a whole cannot be taken: it is no JSON, or above a limit. The message says what, where and what next. */
public final class UnreadableJson extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    public UnreadableJson(String message, boolean tooLarge) {
        super(message);
        this.tooLarge = tooLarge;
    }

    /** Whether a limit was reached, so that sending it in parts helps. */
    public boolean tooLarge() {
        return tooLarge;
    }
}
