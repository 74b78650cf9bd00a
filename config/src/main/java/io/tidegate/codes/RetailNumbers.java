package io.tidegate.codes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads bare numbers: EAN, UPC, ITF-14, what a shop's own scale prints, and SSCC. Immutable. */
final class RetailNumbers {

    static final int SSCC_LENGTH = 18;
    private static final int EAN_13_LENGTH = 13;
    private static final int UPC_A_LENGTH = 12;
    private static final int EAN_8_LENGTH = 8;

    /** Behind an EAN-13 on magazines and books. */
    private static final List<Integer> ADD_ON_LENGTHS = List.of(2, 5);

    private final List<InStorePattern> patterns;
    private final EightDigits eightDigits;

    RetailNumbers(List<InStorePattern> patterns, EightDigits eightDigits) {
        this.patterns = List.copyOf(patterns);
        this.eightDigits = eightDigits;
    }

    Decoded ean13(String text, LocalDate today) {
        if (Digits.all(text) && ADD_ON_LENGTHS.contains(text.length() - EAN_13_LENGTH)) {
            Problem left = Flaw.ADD_ON.with(text.substring(EAN_13_LENGTH));
            return number(text.substring(0, EAN_13_LENGTH), List.of(left), today);
        }
        boolean right = Digits.all(text) && text.length() == EAN_13_LENGTH;
        return right ? number(text, List.of(), today) : wrongLength("13", text);
    }

    Decoded ean13OrUpcA(String text, LocalDate today) {
        return Digits.all(text) && text.length() == UPC_A_LENGTH ? number(text, List.of(), today) : ean13(text, today);
    }

    Decoded ean8(String text, LocalDate today) {
        boolean right = Digits.all(text) && text.length() == EAN_8_LENGTH;
        return right ? number(text, List.of(), today) : wrongLength("8", text);
    }

    /** Scanners send it as it is printed, or with the zeros that were left out. */
    Decoded upcE(String text, LocalDate today) {
        if (Digits.all(text) && text.length() == UpcE.LENGTH && text.charAt(0) <= '1') {
            return number(UpcE.expanded(text), List.of(), today);
        }
        return text.length() == UpcE.LENGTH
                ? wrongLength("8, of which the first is 0 or 1,", text)
                : ean13OrUpcA(text, today);
    }

    /** Digits without a word of where they come from; their number is one that {@link Gtin#hasLength a GTIN has}. */
    Decoded any(String digits, LocalDate today) {
        Optional<Gtin> upcE = UpcE.read(digits);
        if (upcE.isEmpty()) {
            return number(digits, List.of(), today);
        }
        if (eightDigits == EightDigits.UPC_E || !CheckDigit.holds(digits)) {
            return number(upcE.get().shortest(), List.of(), today);
        }
        Decoded ean8 = number(digits, List.of(Flaw.EIGHT_DIGITS.with(upcE.get()).of("01")), today);
        return ean8.code() instanceof Code.Ean ean
                ? new Decoded(new Code.Ean(ean.elements(), upcE), ean8.problems())
                : ean8;
    }

    private static Decoded wrongLength(String lengths, String text) {
        return new Decoded(
                new Code.Internal(text), List.of(Flaw.RETAIL_LENGTH.with(lengths, ElementString.shown(text))));
    }

    Decoded number(String digits, List<Problem> known, LocalDate today) {
        List<Problem> problems = new ArrayList<>(known);
        Optional<Gtin> read = Gtin.read(digits);
        if (read.isEmpty()) {
            problems.add(Flaw.CHECK_DIGIT.with(digits, CheckDigit.of(digits)).of("01"));
            return new Decoded(ean(new Element("01", Gtin.padded(digits), false), today), problems);
        }
        Gtin gtin = read.get();
        for (InStorePattern pattern : patterns) {
            if (pattern.fits(gtin)) {
                return inStore(pattern, gtin, today);
            }
        }
        if (gtin.isRestricted()) {
            problems.add(Flaw.RESTRICTED.with().of("01"));
        } else if (gtin.isCoupon()) {
            problems.add(Flaw.COUPON_NUMBER.with().of("01"));
        }
        return new Decoded(ean(new Element("01", gtin.digits(), true), today), problems);
    }

    private static Code.Ean ean(Element item, LocalDate today) {
        return new Code.Ean(new Elements(List.of(item), today), Optional.empty());
    }

    private static Decoded inStore(InStorePattern pattern, Gtin gtin, LocalDate today) {
        Optional<Problem> problem = pattern.problem(gtin);
        Element value = pattern.element(gtin, problem.isEmpty());
        Element item = new Element("01", pattern.item(gtin).digits(), true);
        return new Decoded(
                new Code.InStore(pattern, new Elements(List.of(item, value), today)),
                problem.map(each -> each.of(value.identifier())).stream().toList());
    }

    /** Eighteen digits. */
    static Decoded sscc(String digits, LocalDate today) {
        boolean sound = CheckDigit.holds(digits);
        return new Decoded(
                new Code.Sscc(new Elements(List.of(new Element("00", digits, sound)), today)),
                sound
                        ? List.of()
                        : List.of(Flaw.CHECK_DIGIT
                                .with(digits, CheckDigit.of(digits))
                                .of("00")));
    }
}
