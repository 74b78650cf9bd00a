package io.tidegate.codes;

/** Which of how many. */
final class Shares {

    private Shares() {}

    /** PPTT: a piece and the total, of the same length, neither of them zero. */
    static boolean isPieceOfTotal(String content) {
        int half = content.length() / 2;
        if (!Digits.all(content) || content.length() % 2 != 0 || half > 9) {
            return false;
        }
        int piece = Digits.number(content.substring(0, half));
        return piece > 0 && piece <= Digits.number(content.substring(half));
    }

    /** {@code 1/3}, without zeros in front. */
    static boolean isPosition(String content) {
        int slash = content.indexOf('/');
        if (slash < 0 || !isCount(content.substring(0, slash)) || !isCount(content.substring(slash + 1))) {
            return false;
        }
        return Digits.number(content.substring(0, slash)) <= Digits.number(content.substring(slash + 1));
    }

    private static boolean isCount(String digits) {
        return digits.length() <= 9 && Digits.all(digits) && !digits.startsWith("0");
    }
}
