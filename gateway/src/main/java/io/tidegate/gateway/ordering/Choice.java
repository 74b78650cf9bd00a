package io.tidegate.gateway.ordering;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody decides about a proposal.
 *
 * @param quantity to be ordered, in the item's own unit; empty as proposed
 * @param who decides it
 * @param note why
 */
public record Choice(Kind kind, Optional<BigDecimal> quantity, Optional<String> who, Optional<String> note) {

    public static final int TEXT_LENGTH_MAX = 200;

    /** Which way. */
    public enum Kind {
        /** It was ordered, so it is on its way. */
        ACCEPT,
        /** It is not ordered. */
        IGNORE,
        /** Nothing more will come of what was ordered. */
        CLOSE;

        /** In JSON and in forms. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }
    }

    /** @throws IllegalArgumentException when a text is too long; the message says what to do */
    public Choice {
        if (who.orElse("").length() > TEXT_LENGTH_MAX || note.orElse("").length() > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "'who' and 'note' have at most " + TEXT_LENGTH_MAX + " characters. Write less.");
        }
    }
}
