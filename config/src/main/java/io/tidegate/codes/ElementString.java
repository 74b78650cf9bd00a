package io.tidegate.codes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads element strings: identifiers with their values, one behind the other, or in brackets. After something wrong it goes on
 * where the next element surely begins. Used by one thread, for one text.
 */
final class ElementString {

    /** FNC1 in the data, as a scanner sends it. */
    static final char SEPARATOR = 0x1d;

    /** More than any symbol holds in sense; what is behind them is not read. */
    static final int ELEMENTS_MAX = 64;

    /** How much of what cannot be read a reason shows. */
    private static final int SHOWN_LENGTH_MAX = 20;

    private final LocalDate today;
    private final List<Element> elements = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    ElementString(LocalDate today) {
        this.today = today;
    }

    List<Element> elements() {
        return elements;
    }

    List<Problem> problems() {
        return problems;
    }

    boolean isSound() {
        return problems.stream().noneMatch(Problem::isError);
    }

    /** Text with separators. One too many behind a value of known length, or at the end, does no harm. */
    ElementString readText(String text) {
        if (text.isEmpty()) {
            problems.add(Flaw.NO_ELEMENTS.with());
        }
        int at = 0;
        while (at < text.length() && hasRoom()) {
            int end = text.indexOf(SEPARATOR, at);
            end = end < 0 ? text.length() : end;
            Optional<Identifier> found = Identifiers.at(text, at);
            if (found.isPresent()) {
                at = readValue(found.get(), text, at + found.get().digits().length(), end);
            } else {
                problems.add(Flaw.UNKNOWN_IDENTIFIER.with(shown(text.substring(at, end))));
                at = end;
            }
            if (at < text.length() && text.charAt(at) == SEPARATOR) {
                at++;
            }
        }
        return this;
    }

    /** Returns where the next element begins, or its separator. */
    private int readValue(Identifier identifier, String text, int from, int end) {
        String available = text.substring(from, Math.max(from, end));
        Identifier.Reading reading = identifier.read(available, today);
        boolean tooLong = !identifier.predefined() && reading.length() < available.length();
        Optional<Problem> problem = tooLong ? Optional.of(identifier.wrongLength(available)) : reading.problem();
        int length = tooLong ? available.length() : reading.length();
        add(identifier.digits(), available.substring(0, length), problem);
        return from + length;
    }

    /** {@code (01)09520123456788(10)ABC}; a bracket in a value is written {@code \(}, a composite is parted by |. */
    ElementString readBrackets(String text) {
        for (String part : text.split("\\|", -1)) {
            readBracketsOfOne(part.strip());
        }
        return this;
    }

    private void readBracketsOfOne(String text) {
        int at = 0;
        do {
            int close = text.indexOf(')', at);
            if (!text.startsWith("(", at) || close < 0) {
                problems.add(Flaw.BRACKETS.with(shown(text.substring(at))));
                return;
            }
            String digits = text.substring(at + 1, close);
            int end = nextBracket(text, close + 1);
            String value = text.substring(close + 1, end).replace("\\(", "(").strip();
            Optional<Identifier> known = Identifiers.of(digits);
            if (known.isPresent()) {
                add(digits, value, known.get().problem(value, today));
            } else {
                problems.add(Flaw.UNKNOWN_IDENTIFIER.with(shown(digits)));
            }
            at = end;
        } while (at < text.length() && hasRoom());
    }

    /** Where the next bracket is that is no part of a value. */
    private static int nextBracket(String text, int from) {
        int at = text.indexOf('(', from);
        while (at > from && text.charAt(at - 1) == '\\') {
            at = text.indexOf('(', at + 1);
        }
        return at < 0 ? text.length() : at;
    }

    /** A value whose end is known otherwise. */
    void add(Identifier identifier, String value) {
        add(identifier.digits(), value, identifier.problem(value, today));
    }

    private void add(String identifier, String value, Optional<Problem> problem) {
        elements.add(new Element(identifier, value, problem.isEmpty()));
        problem.ifPresent(each -> problems.add(each.of(identifier)));
    }

    private boolean hasRoom() {
        if (elements.size() < ELEMENTS_MAX && problems.size() < ELEMENTS_MAX) {
            return true;
        }
        problems.add(Flaw.ELEMENTS_MAX.with(ELEMENTS_MAX));
        return false;
    }

    static String shown(String text) {
        return text.length() > SHOWN_LENGTH_MAX ? text.substring(0, SHOWN_LENGTH_MAX) + "..." : text;
    }
}
