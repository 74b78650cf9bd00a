package io.tidegate.sync;

/** On which way an entry goes to its place. */
enum Lane {
    /** As it was recorded, in order. */
    FRESH,
    /** It was left for later, since the place was away for long. */
    OWED,
    /** The place refused it before, and a person wants it sent once more. */
    AGAIN
}
