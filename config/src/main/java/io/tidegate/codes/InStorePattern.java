package io.tidegate.codes;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How this shop's scale writes weights, prices or counts into a bar code. The standard leaves that to each shop, so it cannot be
 * guessed. Immutable.
 *
 * <p>A letter for each digit: digits stand for themselves, {@code I} for the item's number, {@code .} for anything, {@code W} for
 * the weight in kilograms, {@code P} for the price, {@code N} for a count, {@code V} for the digit that verifies the value,
 * and {@code C}, the last, for the check digit. A comma tells where the value's decimals begin; without it a weight has three
 * and a price two. {@code 21IIIIIWW,WWWC} reads 2100005080002 as 8 kg of the item 2100005000000.
 */
public final class InStorePattern {

    private static final String VALUES = "WPN";
    private static final List<Integer> LENGTHS = List.of(8, 12, 13);
    private static final int WEIGHT_DECIMALS = 3;
    private static final int PRICE_DECIMALS = 2;
    private static final int DECIMALS_MAX = 5;
    private static final int WEIGHT_LENGTH = 6;

    private final String written;

    /** The letters without the comma, with 0 in front of a shorter code up to fourteen. */
    private final String digits;

    /** The letter of the value. */
    private final char value;

    /** How many digits of the value are behind the comma. */
    private final int decimals;

    private InStorePattern(String written, String letters, char value, int decimals) {
        this.written = written;
        this.digits = Gtin.padded(letters);
        this.value = value;
        this.decimals = decimals;
    }

    /** @throws IllegalArgumentException with what is wrong and what to write, when this is no pattern */
    public static InStorePattern parse(String written) {
        String letters = written.replaceFirst(",", "");
        require(
                letters.matches("[0-9IWPNVC.]+"),
                written,
                "it has other letters than 0-9, I, W, P, N, V, C, a dot and a comma");
        require(LENGTHS.contains(letters.length()), written, "it has " + letters.length() + " digits, not 8, 12 or 13");
        require(
                letters.indexOf('C') == letters.length() - 1,
                written,
                "it needs the check digit C at its end, and only there");
        require(
                letters.matches(letters.length() == 8 ? "[02].*" : "0?2.*"),
                written,
                "it must begin with 2 or 02, or 0 where it has 8 digits, as only a shop's own numbers do");
        List<String> values = VALUES.chars()
                .mapToObj(Character::toString)
                .filter(letters::contains)
                .toList();
        require(values.size() == 1, written, "it needs one of a weight (W), a price (P) or a count (N)");
        char value = values.getFirst().charAt(0);
        String field = letters.substring(letters.indexOf(value), letters.lastIndexOf(value) + 1);
        require(field.chars().allMatch(each -> each == value), written, "the digits of its value must stand together");
        require(field.length() <= WEIGHT_LENGTH, written, "its value has more than " + WEIGHT_LENGTH + " digits");
        int verifiers = (int) letters.chars().filter(each -> each == 'V').count();
        require(
                verifiers == 0 || (verifiers == 1 && Verifier.hasLength(field.length())),
                written,
                "one digit V can verify a value of four or five digits");
        int decimals = decimals(written, value, field.length());
        return new InStorePattern(written, letters, value, decimals);
    }

    private static int decimals(String written, char value, int length) {
        int comma = written.indexOf(',');
        if (comma < 0) {
            return value == 'W'
                    ? Math.min(WEIGHT_DECIMALS, length)
                    : value == 'P' ? Math.min(PRICE_DECIMALS, length) : 0;
        }
        int decimals = written.lastIndexOf(value) - comma;
        require(
                decimals > 0 && decimals < length && decimals <= DECIMALS_MAX && value != 'N',
                written,
                "its comma must stand within a weight or a price, with up to " + DECIMALS_MAX + " digits behind it");
        return decimals;
    }

    private static void require(boolean right, String written, String what) {
        if (!right) {
            throw new IllegalArgumentException("'" + written + "' is no pattern of an in-store code: " + what
                    + ". Write a letter for each digit, such as 21IIIIIWW,WWWC or 20IIIIIVPP,PPC.");
        }
    }

    /** Whether that number is one of these. */
    public boolean fits(Gtin gtin) {
        for (int at = 0; at < digits.length(); at++) {
            if (Digits.is(digits.charAt(at))
                    && digits.charAt(at) != gtin.digits().charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /** The number of the item alone: with nothing in the places of the value, and the check digit that follows. */
    Gtin item(Gtin gtin) {
        StringBuilder item = new StringBuilder(gtin.digits());
        for (int at = 0; at < digits.length(); at++) {
            if (digits.charAt(at) == value || digits.charAt(at) == 'V' || digits.charAt(at) == '.') {
                item.setCharAt(at, '0');
            }
        }
        return new Gtin(CheckDigit.corrected(item.toString()));
    }

    /** The value as an element, as a label of GS1 would have it. */
    Element element(Gtin gtin, boolean sound) {
        String read = value(gtin);
        return switch (value) {
            case 'W' -> new Element("310" + decimals, "0".repeat(WEIGHT_LENGTH - read.length()) + read, sound);
            case 'P' -> new Element("392" + decimals, read, sound);
            default -> new Element("30", read, sound);
        };
    }

    /** What is wrong with the digit that verifies the value, where there is one. */
    Optional<Problem> problem(Gtin gtin) {
        int at = digits.indexOf('V');
        if (at < 0) {
            return Optional.empty();
        }
        char expected = Verifier.of(value(gtin));
        char found = gtin.digits().charAt(at);
        return found == expected ? Optional.empty() : Optional.of(Flaw.VERIFIER.with(value(gtin), found, expected));
    }

    private String value(Gtin gtin) {
        return gtin.digits().substring(digits.indexOf(value), digits.lastIndexOf(value) + 1);
    }

    /** Written the same, they are the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InStorePattern pattern && pattern.written.equals(written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    /** As it stands in the site file. */
    @Override
    public String toString() {
        return written;
    }
}
