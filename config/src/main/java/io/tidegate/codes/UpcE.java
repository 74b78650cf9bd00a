package io.tidegate.codes;

import java.util.Optional;

/** UPC-E: twelve digits of a UPC-A, of which zeros were left out, written as eight. */
final class UpcE {

    static final int LENGTH = 8;

    private UpcE() {}

    /** The item, where these eight digits can be one. */
    static Optional<Gtin> read(String digits) {
        boolean possible = digits.length() == LENGTH && Digits.all(digits) && digits.charAt(0) <= '1';
        return possible ? Gtin.read(expanded(digits)) : Optional.empty();
    }

    /** The twelve digits: the last but one says where how many zeros were. */
    static String expanded(String digits) {
        String system = digits.substring(0, 1);
        String number = digits.substring(1, 7);
        char last = number.charAt(5);
        String whole = switch (last) {
            case '0', '1', '2' -> number.substring(0, 2) + last + "0000" + number.substring(2, 5);
            case '3' -> number.substring(0, 3) + "00000" + number.substring(3, 5);
            case '4' -> number.substring(0, 4) + "00000" + number.charAt(4);
            default -> number.substring(0, 5) + "0000" + last;
        };
        return system + whole + digits.charAt(7);
    }
}
