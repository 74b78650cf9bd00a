package io.tidegate.codes;

/** International bank account numbers (ISO 13616). */
final class Iban {

    /** A country, two check digits, and more than a few characters of that country's own. */
    private static final int LENGTH_MIN = 11;

    private static final int LENGTH_MAX = 34;
    private static final int FRONT_LENGTH = 4;
    private static final int MODULUS = 97;

    private Iban() {}

    static boolean holds(String content) {
        return content.length() >= LENGTH_MIN
                && content.length() <= LENGTH_MAX
                && CodeLists.has("country-letters", content.substring(0, 2))
                && remainder(content.substring(FRONT_LENGTH) + content.substring(0, FRONT_LENGTH)) == 1;
    }

    /** Of the number in which A is 10 and Z is 35; -1 where another character is among them. */
    private static int remainder(String turned) {
        int remainder = 0;
        for (int at = 0; at < turned.length(); at++) {
            char letter = turned.charAt(at);
            if (Digits.is(letter)) {
                remainder = (remainder * 10 + letter - '0') % MODULUS;
            } else if (letter >= 'A' && letter <= 'Z') {
                remainder = (remainder * 100 + letter - 'A' + 10) % MODULUS;
            } else {
                return -1;
            }
        }
        return remainder;
    }
}
