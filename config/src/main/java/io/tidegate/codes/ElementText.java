package io.tidegate.codes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of a symbol that holds an element string, as scanners send it. */
final class ElementText {

    private static final String SEPARATOR = String.valueOf(ElementString.SEPARATOR);

    /** What scanners that act as a keyboard send for the separator, which has no key. */
    private static final List<String> SUBSTITUTES = List.of("{GS}", "<GS>", "[GS]", "^]", "\u241d", "~", "|");

    private static final int SSCC_LENGTH = 18;
    private static final int GTIN_LENGTH = 14;

    private ElementText() {}

    /**
     * Whether a text of which nothing is known can be nothing else: there is a separator in it, or it begins with the number of a
     * logistic unit or an item, and goes on.
     */
    static boolean begins(String text) {
        if (text.startsWith(SEPARATOR) || text.indexOf(ElementString.SEPARATOR) > 1) {
            return Digits.at(text, text.startsWith(SEPARATOR) ? 1 : 0, 2);
        }
        if (text.startsWith("00")) {
            return Digits.at(text, 2, SSCC_LENGTH);
        }
        boolean item = text.startsWith("01") || text.startsWith("02") || text.startsWith("03");
        return item && Digits.at(text, 2, GTIN_LENGTH) && text.length() != RetailNumbers.SSCC_LENGTH;
    }

    /** Whether it may have been a label of an item before somebody lost or mistyped a digit of it. */
    static boolean almostBegins(String text) {
        return text.startsWith("01")
                && text.length() > GTIN_LENGTH
                && Digits.at(text, text.length() - 1, 1)
                && !begins(text);
    }

    /** Whether it is written as GS1 writes it on paper, with ^ for FNC1, also in the first place, and | in a composite. */
    static boolean isOnPaper(String text) {
        return text.equals("^") || (text.startsWith("^") && Digits.at(text, 1, 2));
    }

    static Decoded ofPaper(String text, LocalDate today) {
        String sent = text.substring(1).replace("|^", "^").replace('^', ElementString.SEPARATOR);
        return read(sent, List.of(), today);
    }

    /** @param before what the linear part of a composite says */
    static Decoded read(String sent, List<Element> before, LocalDate today) {
        String text = sent.length() > 1 && sent.startsWith(SEPARATOR) ? sent.substring(1) : sent;
        Optional<String> substitute = substitute(text, today);
        String separated = substitute.map(each -> text.replace(each, SEPARATOR)).orElse(text);
        ElementString read = new ElementString(today).readText(separated);
        List<Problem> problems = new ArrayList<>();
        substitute.ifPresent(each -> problems.add(Flaw.SUBSTITUTE.with(each)));
        List<Element> all = new ArrayList<>(before);
        all.addAll(read.elements());
        problems.addAll(read.problems());
        problems.addAll(Pairing.problems(all));
        if (!separated.contains(SEPARATOR)) {
            LostSeparator.in(read.elements(), today).ifPresent(problems::add);
        }
        return new Decoded(new Code.Gs1(new Elements(all, today)), problems);
    }

    /** What stands for the separator in a text without one, if nothing is wrong with the text then. */
    private static Optional<String> substitute(String text, LocalDate today) {
        if (text.contains(SEPARATOR)) {
            return Optional.empty();
        }
        return SUBSTITUTES.stream()
                .filter(each -> text.contains(each) && !text.endsWith(each))
                .filter(each -> new ElementString(today)
                        .readText(text.replace(each, SEPARATOR))
                        .isSound())
                .findFirst();
    }

    static Decoded ofBrackets(String text, LocalDate today) {
        ElementString read = new ElementString(today).readBrackets(text);
        List<Problem> problems = new ArrayList<>(read.problems());
        problems.addAll(Pairing.problems(read.elements()));
        return new Decoded(new Code.Gs1(new Elements(read.elements(), today)), problems);
    }
}
