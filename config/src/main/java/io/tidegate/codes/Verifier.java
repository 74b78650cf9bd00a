package io.tidegate.codes;

/** The digit by which an in-store code verifies a price or a weight of four or five digits (General Specifications 7.9.3). */
final class Verifier {

    private static final int SHORT = 4;
    private static final int LONG = 5;

    /** The weighted product of each digit, by the digit: twice, less its tens. */
    private static final String TWICE_LESS = "0246891357";

    private static final String THRICE = "0369258147";
    private static final String FIVEFOLD_MORE = "0516273849";
    private static final String FIVEFOLD_LESS = "0594837261";

    private Verifier() {}

    static boolean hasLength(int digits) {
        return digits == SHORT || digits == LONG;
    }

    /** The digit for a value of a length that {@link #hasLength one can have}. */
    static char of(String value) {
        if (value.length() == SHORT) {
            int sum = sum(value, TWICE_LESS, TWICE_LESS, THRICE, FIVEFOLD_LESS);
            return (char) ('0' + 3 * sum % 10);
        }
        int sum = sum(value, FIVEFOLD_MORE, TWICE_LESS, FIVEFOLD_LESS, FIVEFOLD_MORE, TWICE_LESS);
        // The digit whose own product fills the sum up to tens.
        return (char) ('0' + FIVEFOLD_LESS.indexOf('0' + (10 - sum % 10) % 10));
    }

    private static int sum(String value, String... products) {
        int sum = 0;
        for (int at = 0; at < products.length; at++) {
            sum += products[at].charAt(value.charAt(at) - '0') - '0';
        }
        return sum;
    }
}
