package io.tidegate.mqtt;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers as JSON writes them (RFC 8259 section 6), from bytes, since most messages are nothing but a number.
 * Safe from any thread.
 */
final class Decimal {

    /** Up to so many digits a long and a division give the same double as the slow, exact way (both are exact). */
    private static final int QUICK_DIGITS_MAX = 15;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Decimal() {}

    /**
     * The number that the bytes from start to end are, or NaN when they are none ({@code 21,5}, {@code 0x1F}, {@code
     * 007}, {@code 21.5 C}). Infinite when it is too large for a double.
     */
    static double parse(byte[] text, int start, int end) {
        int at = start;
        boolean negative = at < end && text[at] == '-';
        if (negative) {
            at++;
        }
        int whole = at;
        long digits = 0;
        while (at < end && isDigit(text[at])) {
            digits = digits * 10 + (text[at++] - '0');
        }
        int count = at - whole;
        // A leading zero marks a code, not a quantity: 007 stays text.
        if (count == 0 || (count > 1 && text[whole] == '0')) {
            return Double.NaN;
        }
        int decimals = 0;
        if (at < end && text[at] == '.') {
            int point = at++;
            while (at < end && isDigit(text[at])) {
                digits = digits * 10 + (text[at++] - '0');
            }
            decimals = at - point - 1;
            if (decimals == 0) {
                return Double.NaN;
            }
        }
        if (at < end) {
            return isExponent(text, at, end) ? exact(text, start, end) : Double.NaN;
        }
        if (count + decimals > QUICK_DIGITS_MAX) {
            return exact(text, start, end);
        }
        double value = digits / POWERS_OF_TEN[decimals];
        return negative ? -value : value;
    }

    private static boolean isExponent(byte[] text, int start, int end) {
        int at = start;
        if (text[at] != 'e' && text[at] != 'E') {
            return false;
        }
        at++;
        if (at < end && (text[at] == '+' || text[at] == '-')) {
            at++;
        }
        int digits = at;
        while (at < end && isDigit(text[at])) {
            at++;
        }
        return at == end && at > digits;
    }

    private static double exact(byte[] text, int start, int end) {
        return Double.parseDouble(new String(text, start, end - start, StandardCharsets.US_ASCII));
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }
}
