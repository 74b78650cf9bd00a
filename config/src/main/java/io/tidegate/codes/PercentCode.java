package io.tidegate.codes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Characters written as % and two hexadecimal digits (RFC 3986). */
final class PercentCode {

    private static final int HEX = 16;

    private PercentCode() {}

    /** Whether two hexadecimal digits are behind every %. */
    static boolean isWhole(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 3)) {
            if (!isCode(text, at)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text that was meant. A % without its digits stands for itself.
     *
     * @param query whether it stood behind a {@code ?}, where + is a space
     */
    static String decoded(String text, boolean query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (isCode(text, at)) {
                bytes.write(Integer.parseInt(text, at + 1, at + 3, HEX));
                at += 2;
            } else if (query && letter == '+') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(letter).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isCode(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at) == '%'
                && isHex(text.charAt(at + 1))
                && isHex(text.charAt(at + 2));
    }

    private static boolean isHex(char letter) {
        return Digits.is(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
    }
}
