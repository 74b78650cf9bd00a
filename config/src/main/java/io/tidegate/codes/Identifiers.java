package io.tidegate.codes;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of all application identifiers. Read once; safe from any thread. */
final class Identifiers {

    private static final int LENGTH_MIN = 2;
    private static final int LENGTH_MAX = 4;

    private static final Map<String, Identifier> ALL = read(CodeLists.lines("application-identifiers.txt"));

    private Identifiers() {}

    static Optional<Identifier> of(String digits) {
        return Optional.ofNullable(ALL.get(digits));
    }

    /** The identifier with which the text goes on there. None is the beginning of another. */
    static Optional<Identifier> at(String text, int from) {
        for (int length = LENGTH_MIN; length <= LENGTH_MAX && from + length <= text.length(); length++) {
            Identifier found = ALL.get(text.substring(from, from + length));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    static Collection<Identifier> all() {
        return ALL.values();
    }

    /** @throws IllegalArgumentException when the table has a mistake */
    static Map<String, Identifier> read(List<String> lines) {
        Map<String, Identifier> all = new HashMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.replaceFirst("#.*", "").strip().split(" +"));
            String[] range = words.getFirst().split("-", -1);
            int length = range[0].length();
            for (int each = Integer.parseInt(range[0]); each <= Integer.parseInt(range[range.length - 1]); each++) {
                String digits = "0".repeat(length - String.valueOf(each).length()) + each;
                all.put(digits, Identifier.read(digits, words.subList(1, words.size())));
            }
        }
        return Map.copyOf(all);
    }
}
