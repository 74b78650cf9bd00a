package io.tidegate.codes;

/** The last digit of all numbers of GS1, which follows from the others. */
final class CheckDigit {

    private CheckDigit() {}

    /** Whether these are at least two digits, of which the last is right. */
    static boolean holds(String digits) {
        return digits.length() > 1 && Digits.all(digits) && digits.charAt(digits.length() - 1) == of(digits);
    }

    /** What the last of these digits should be. */
    static char of(String digits) {
        int sum = 0;
        int weight = 3;
        for (int at = digits.length() - 2; at >= 0; at--) {
            sum += weight * (digits.charAt(at) - '0');
            weight = 4 - weight;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** These digits with the right one in the last place. */
    static String corrected(String digits) {
        return digits.substring(0, digits.length() - 1) + of(digits);
    }
}
