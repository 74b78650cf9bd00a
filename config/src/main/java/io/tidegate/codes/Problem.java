package io.tidegate.codes;

import java.util.Optional;

/**
 * Something is wrong with a code. Immutable.
 *
 * @param identifier of the element that it is about
 * @param reason what is wrong, in words for whoever holds the label
 */
public record Problem(Flaw flaw, Optional<String> identifier, String reason) {

    public enum Level {
        /** Somebody would lose money, or count the wrong thing: do not book it without a look. */
        ERROR("error"),
        /** Not as the standard has it, but common, and harmless by itself. */
        WARNING("warning");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /** The word for it in JSON. */
        public String word() {
            return word;
        }
    }

    public Level level() {
        return flaw.level();
    }

    public boolean isError() {
        return level() == Level.ERROR;
    }

    /** The same, about that element. */
    Problem of(String element) {
        return new Problem(flaw, Optional.of(element), reason);
    }
}
