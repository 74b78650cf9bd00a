package io.tidegate.sync;

/** On which way an entry goes to its place. In each the entries of a device are in order. */
public enum Lane {
    /** As it was recorded. */
    FRESH,
    /** {@link Priority#URGENT} of all that waits: it passes the rest. */
    URGENT,
    /** {@link Priority#STATE} of all that waits. */
    STATE,
    /** It was left for later, since the place was away for long. */
    OWED,
    /** The place refused it before, and a person wants it sent once more. */
    AGAIN;

    /** Whether what goes on it comes after newer ones. */
    boolean isLate() {
        return this == URGENT || this == STATE || this == OWED;
    }
}
