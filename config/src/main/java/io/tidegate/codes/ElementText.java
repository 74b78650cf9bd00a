package io.tidegate.codes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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

    /** Whether it is written as GS1 writes it on paper, with ^ for FNC1, also in the first place. */
    static boolean isOnPaper(String text) {
        return text.equals("^") || (text.startsWith("^") && Digits.at(text, 1, 2));
    }

    static Decoded ofPaper(String text, LocalDate today) {
        return read(text.substring(1).replace('^', ElementString.SEPARATOR), List.of(), today);
    }

    /** @param before what the linear part of a composite says */
    static Decoded read(String sent, List<Element> before, LocalDate today) {
        String text = sent.length() > 1 && sent.startsWith(SEPARATOR) ? sent.substring(1) : sent;
        List<Problem> problems = new ArrayList<>();
        boolean separated = text.contains(SEPARATOR);
        ElementString read = new ElementString(today).readText(text);
        if (!separated) {
            for (String substitute : SUBSTITUTES) {
                ElementString other = new ElementString(today).readText(text.replace(substitute, SEPARATOR));
                if (text.contains(substitute) && !text.endsWith(substitute) && other.isSound()) {
                    problems.add(Flaw.SUBSTITUTE.with(substitute));
                    read = other;
                    separated = true;
                    break;
                }
            }
        }
        List<Element> all = new ArrayList<>(before);
        all.addAll(read.elements());
        problems.addAll(read.problems());
        problems.addAll(Pairing.problems(all));
        if (!separated) {
            LostSeparator.in(read.elements(), today).ifPresent(problems::add);
        }
        return new Decoded(new Code.Gs1(new Elements(all, today)), problems);
    }

    static Decoded ofBrackets(String text, LocalDate today) {
        ElementString read = new ElementString(today).readBrackets(text);
        List<Problem> problems = new ArrayList<>(read.problems());
        problems.addAll(Pairing.problems(read.elements()));
        return new Decoded(new Code.Gs1(new Elements(read.elements(), today)), problems);
    }
}
