package io.tidegate.codes;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads what scanners send and people type. Whatever the text is, there is an answer: a code, and what is wrong with it.
 * Immutable, so safe from any thread.
 */
public final class Codes {

    /** A longer text is no code. */
    public static final int TEXT_LENGTH_MAX = Observation.Scan.DATA_LENGTH_MAX;

    /** What is between the two parts of a composite symbol: a new message, of the kind of DataBar. */
    private static final String COMPOSITE = "|]e0";

    private static final Pattern BRACKETS = Pattern.compile("\\([0-9]{2,4}\\).");

    private final RetailNumbers numbers;

    /** @param patterns the first that fits counts */
    public Codes(List<InStorePattern> patterns, EightDigits eightDigits) {
        this.numbers = new RetailNumbers(patterns, eightDigits);
    }

    /** For a shop without codes of its own. */
    public static Codes standard() {
        return new Codes(List.of(), EightDigits.EAN_8);
    }

    /** @param text with the AIM identifier before it, if the scanner sends one */
    public Decoded decode(String text, LocalDate today) {
        return decode(text, Symbology.UNKNOWN, today);
    }

    /**
     * @param text without the AIM identifier, where the symbology is known
     * @param today the site's date, by which two digits of a date become a year
     */
    public Decoded decode(String text, Symbology symbology, LocalDate today) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return internal(text.substring(0, TEXT_LENGTH_MAX), Flaw.TEXT_LENGTH.with(TEXT_LENGTH_MAX));
        }
        if (symbology == Symbology.UNKNOWN && text.startsWith("]")) {
            return Carrier.ofIdentifier(text)
                    .map(carrier -> decode(text.substring(Carrier.IDENTIFIER_LENGTH), carrier, today))
                    .orElseGet(() -> internal(text, Flaw.NO_AIM_IDENTIFIER.with(ElementString.shown(text))));
        }
        return decode(text, Carrier.of(symbology), today);
    }

    private Decoded decode(String text, Carrier carrier, LocalDate today) {
        return switch (carrier) {
            case ELEMENTS -> ElementText.read(text, List.of(), today);
            case EAN_13, EAN_13_OR_UPC_A, EAN_8, UPC_E -> retail(text, carrier, today);
            case ITF -> text.length() == 14 && Digits.all(text) ? numbers.any(text, today) : other(text, today);
            case OTHER -> other(text, today);
            case UNKNOWN -> unknown(trimmed(text), today);
        };
    }

    private Decoded retail(String text, Carrier carrier, LocalDate today) {
        int composite = text.indexOf(COMPOSITE);
        if (composite >= 0) {
            Decoded linear = retail(text.substring(0, composite), carrier, today);
            Decoded both = ElementText.read(
                    text.substring(composite + COMPOSITE.length()),
                    linear.code().elements().all(),
                    today);
            List<Problem> problems = new ArrayList<>(linear.problems());
            problems.addAll(both.problems());
            return new Decoded(both.code(), problems);
        }
        return switch (carrier) {
            case EAN_8 -> numbers.ean8(text, today);
            case UPC_E -> numbers.upcE(text, today);
            case EAN_13_OR_UPC_A -> numbers.ean13OrUpcA(text, today);
            default -> numbers.ean13(text, today);
        };
    }

    /** The text of a symbol that can hold any. It is a number of GS1 only if all of it is right. */
    private Decoded other(String text, LocalDate today) {
        if (text.isEmpty()) {
            return internal(text, Flaw.EMPTY_SYMBOL.with());
        }
        if (Links.begins(text)) {
            return Links.hasScheme(text) ? link(text, today) : mixedScheme(text);
        }
        if (BRACKETS.matcher(text).lookingAt()) {
            return ElementText.ofBrackets(text, today);
        }
        if (ElementText.begins(text)) {
            return ElementText.read(text, List.of(), today);
        }
        if (Gtin.hasLength(text) && (CheckDigit.holds(text) || UpcE.read(text).isPresent())) {
            return numbers.any(text, today);
        }
        if (text.length() == RetailNumbers.SSCC_LENGTH && CheckDigit.holds(text)) {
            return RetailNumbers.sscc(text, today);
        }
        return new Decoded(new Code.Internal(text), List.of());
    }

    /** A text that somebody typed, or a scanner that does not say more: what looks like a number of GS1 is meant as one. */
    private Decoded unknown(String text, LocalDate today) {
        if (text.isEmpty()) {
            return internal(text, Flaw.NOTHING.with());
        }
        if (Links.begins(text)) {
            return link(text, today);
        }
        if (text.startsWith("(")) {
            return ElementText.ofBrackets(text, today);
        }
        if (ElementText.isOnPaper(text)) {
            return ElementText.ofPaper(text, today);
        }
        if (ElementText.begins(text)) {
            return ElementText.read(text, List.of(), today);
        }
        String digits = text.replace(" ", "");
        if (Digits.all(digits) && Gtin.hasLength(digits)) {
            return numbers.any(digits, today);
        }
        if (Digits.all(digits) && digits.length() == RetailNumbers.SSCC_LENGTH) {
            return RetailNumbers.sscc(digits, today);
        }
        return Isbn.read(text)
                .map(book -> numbers.number(book, List.of(), today))
                .orElseGet(() -> Isbn.ofTen(text)
                        .map(book -> internal(text, Flaw.ISBN_10.with(book)))
                        .orElseGet(() -> own(text)));
    }

    private static Decoded own(String text) {
        return ElementText.almostBegins(text)
                ? internal(text, Flaw.ALMOST_ELEMENTS.with())
                : new Decoded(new Code.Internal(text), List.of());
    }

    /** Without spaces around it. Java's own would take a separator (GS) for one. */
    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && " \t\r\n".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " \t\r\n".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static Decoded link(String text, LocalDate today) {
        Links read = new Links(today).read(text);
        List<Problem> problems = new ArrayList<>(read.problems());
        problems.addAll(Pairing.problems(read.elements()));
        boolean compressed = problems.stream().anyMatch(problem -> problem.flaw() == Flaw.LINK_COMPRESSED);
        Code code = read.elements().isEmpty() && !compressed
                ? new Code.Internal(text)
                : new Code.DigitalLink(text, new Elements(read.elements(), today));
        return new Decoded(code, problems);
    }

    /** Not by the rules a link, and then by the rules a text like any other. */
    private static Decoded mixedScheme(String text) {
        return internal(text, Flaw.LINK_IS_TEXT.with(Links.scheme(text)));
    }

    private static Decoded internal(String text, Problem problem) {
        return new Decoded(new Code.Internal(text), List.of(problem));
    }
}
