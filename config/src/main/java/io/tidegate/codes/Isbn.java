package io.tidegate.codes;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of books. Those of thirteen digits are EANs; those of ten, older than 2007, become such. */
final class Isbn {

    private static final Pattern SAID = Pattern.compile("(?i)ISBN(-?1[03])?:? *");
    private static final Pattern TEN = Pattern.compile("[0-9]{9}[0-9X]");
    private static final Pattern THIRTEEN = Pattern.compile("97[89][0-9]{10}");
    private static final int MODULUS = 11;

    private Isbn() {}

    /** The thirteen digits of what is written as an ISBN: with the word before it, with hyphens, or with X for ten at its end. */
    static Optional<String> read(String text) {
        boolean said = SAID.matcher(text).lookingAt();
        String number = bare(text);
        if (THIRTEEN.matcher(number).matches() && (said || text.contains("-"))) {
            return Optional.of(number);
        }
        boolean written = said || text.contains("-") || number.endsWith("X");
        return written ? ofTen(number) : Optional.empty();
    }

    /** The thirteen digits of ten, if the last of these follows from the others. */
    static Optional<String> ofTen(String number) {
        if (!TEN.matcher(number).matches()) {
            return Optional.empty();
        }
        int sum = 0;
        for (int at = 0; at < number.length(); at++) {
            int digit = number.charAt(at) == 'X' ? 10 : number.charAt(at) - '0';
            sum += (10 - at) * digit;
        }
        return sum % MODULUS == 0
                ? Optional.of(CheckDigit.corrected("978" + number.substring(0, 9) + "0"))
                : Optional.empty();
    }

    private static String bare(String text) {
        return SAID.matcher(text).replaceFirst("").replaceAll("[- ]", "").toUpperCase(Locale.ROOT);
    }
}
