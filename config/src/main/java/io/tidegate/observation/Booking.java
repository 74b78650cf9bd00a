package io.tidegate.observation;

/** One line of the ledger. Lines are only added: what was wrong is cancelled by a {@link Reversal}. */
public sealed interface Booking extends Stock permits Movement, Reversal {

    String KIND = "movement";

    int ID_LENGTH_MAX = 128;

    /** The sender's own id, by which a repeat is known; unique in the site. */
    String id();

    Cause cause();

    @Override
    default String kind() {
        return KIND;
    }

    /** @throws IllegalArgumentException when it is empty, too long or not printable */
    static void checkId(String id) {
        if (id.isBlank() || id.length() > ID_LENGTH_MAX || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "'id' is no id: use 1 to " + ID_LENGTH_MAX + " printable characters, such as till-7:991.");
        }
    }
}
