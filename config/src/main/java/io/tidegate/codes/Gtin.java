package io.tidegate.codes;

import java.util.Optional;

/**
 * The number of a trade item, whose check digit is right. Immutable.
 *
 * @param digits all fourteen, with zeros in front of a shorter number
 */
public record Gtin(String digits) {

    private static final int LENGTH = 14;

    /** @throws IllegalArgumentException when these are not 14 digits with the right last one */
    public Gtin {
        if (digits.length() != LENGTH || !CheckDigit.holds(digits)) {
            throw new IllegalArgumentException(
                    "'" + digits + "' is no GTIN: it needs 14 digits, of which the last follows from the others");
        }
    }

    /** @throws IllegalArgumentException when these are not 8, 12, 13 or 14 digits with the right last one */
    public static Gtin of(String digits) {
        return read(digits)
                .orElseThrow(() -> new IllegalArgumentException("'" + digits
                        + "' is no GTIN: it needs 8, 12, 13 or 14 digits, of which the last follows from the others"));
    }

    /** The number, if these are 8, 12, 13 or 14 digits with the right last one. */
    public static Optional<Gtin> read(String digits) {
        return hasLength(digits) && CheckDigit.holds(digits) ? Optional.of(new Gtin(padded(digits))) : Optional.empty();
    }

    static boolean hasLength(String digits) {
        return switch (digits.length()) {
            case 8, 12, 13, 14 -> true;
            default -> false;
        };
    }

    static String padded(String digits) {
        return "0".repeat(Math.max(0, LENGTH - digits.length())) + digits;
    }

    /** As it is printed beneath the bars: 8, 12, 13 or 14 digits. */
    public String shortest() {
        if (digits.startsWith("000000")) {
            return digits.substring(6);
        }
        if (digits.startsWith("00")) {
            return digits.substring(2);
        }
        return digits.startsWith("0") ? digits.substring(1) : digits;
    }

    /** Given out by the shop itself, or agreed in one country: it means something else in the next shop. */
    public boolean isRestricted() {
        String printed = shortest();
        if (printed.length() == 8) {
            return printed.startsWith("0") || printed.startsWith("2");
        }
        return digits.startsWith("002") || digits.startsWith("02");
    }

    /** A coupon or a refund receipt, not an item (prefixes 98, 99 and 05). */
    public boolean isCoupon() {
        return digits.startsWith("098") || digits.startsWith("099") || digits.startsWith("005");
    }

    /** Whether it means the same everywhere, so that others can know goods by it. */
    public boolean isWorldwide() {
        return !isRestricted() && !isCoupon();
    }

    @Override
    public String toString() {
        return shortest();
    }
}
