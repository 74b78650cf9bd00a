package io.tidegate.sync;

/**
 * An entry that a place will never accept, and why in its own words.
 *
 * @param proof what shows that it is about the entry
 */
public record Rejected(long position, String reason, Proof proof) {

    /** What must be known before a refusal is taken to be about the entry, and not about us. */
    public enum Proof {

        /** The sink has seen to it that the place takes others. */
        GIVEN,

        /** The place has taken something once: one that refuses everything from the start is the wrong place. */
        PLACE_TAKES,

        /** Others of the same delivery are taken: the answer is also what a wrong address or a withdrawn right looks like. */
        OTHERS_TAKEN;

        /** Where nothing of the delivery was taken. */
        boolean isGiven(boolean placeTakes) {
            return switch (this) {
                case GIVEN -> true;
                case PLACE_TAKES -> placeTakes;
                case OTHERS_TAKEN -> false;
            };
        }
    }

    public Rejected(long position, String reason) {
        this(position, reason, Proof.GIVEN);
    }
}
