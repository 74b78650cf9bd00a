package io.tidegate.codes;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a scanner without separators ran two values into one. Only what cannot well be chance is told: behind a value of
 * any length a whole element string that begins with a date, a number with check digit or a weight.
 */
final class LostSeparator {

    private LostSeparator() {}

    /** @param elements of a text in which there was no separator */
    static Optional<Problem> in(List<Element> elements, LocalDate today) {
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        Element last = elements.getLast();
        if (Identifiers.of(last.identifier()).filter(row -> !row.predefined()).isEmpty()) {
            return Optional.empty();
        }
        String value = last.value();
        for (int at = 1; at < value.length(); at++) {
            if (goesOn(value, at, today) && isSound(last.identifier(), value.substring(0, at), today)) {
                return Optional.of(Flaw.LOST_SEPARATOR
                        .with(value, value.substring(0, at), value.substring(at))
                        .of(last.identifier()));
            }
        }
        return Optional.empty();
    }

    private static boolean goesOn(String value, int at, LocalDate today) {
        return Identifiers.at(value, at).filter(LostSeparator::isTelling).isPresent()
                && new ElementString(today).readText(value.substring(at)).isSound();
    }

    /** A variant (20), or a length in yards, is found in many a long number. */
    private static boolean isTelling(Identifier identifier) {
        return identifier.predefined()
                && (!identifier.components().getFirst().checks().isEmpty()
                        || identifier.digits().startsWith("310")
                        || identifier.digits().startsWith("320"));
    }

    private static boolean isSound(String identifier, String value, LocalDate today) {
        return Identifiers.of(identifier)
                .filter(row -> row.problem(value, today).isEmpty())
                .isPresent();
    }
}
