package io.tidegate.codes;

/** ASCII digits, and no others: a scanner sends no Arabic or full-width ones. */
final class Digits {

    private Digits() {}

    static boolean all(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!is(text.charAt(at))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean is(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /** Whether that many digits stand there. */
    static boolean at(String text, int from, int count) {
        return from + count <= text.length() && all(text.substring(from, from + count));
    }

    /** The number of at most nine digits. */
    static int number(String digits) {
        return Integer.parseInt(digits, 10);
    }
}
