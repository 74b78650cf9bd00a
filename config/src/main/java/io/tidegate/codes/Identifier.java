package io.tidegate.codes;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A row of the table, for one identifier. Immutable.
 *
 * @param digits its two to four digits
 * @param predefined whether its length is known beforehand, so that no separator is needed behind it
 * @param attribute whether it may stand behind the {@code ?} of a Digital Link
 * @param components what its value consists of
 * @param rules with what else it goes together
 */
record Identifier(String digits, boolean predefined, boolean attribute, List<Component> components, Rules rules) {

    /**
     * @param required groups of which one must be on the same item as a whole
     * @param excluded what must not be on the same item
     * @param qualifiers where it is a key of Digital Links: the rows of what may stand behind it, each in its order
     */
    record Rules(List<List<String>> required, List<String> excluded, Optional<List<List<String>>> qualifiers) {}

    /**
     * What was read of a text.
     *
     * @param length how many characters belong to the value
     */
    record Reading(int length, Optional<Problem> problem) {}

    /** Reads a value from the beginning of what is there before the next separator; more may be left. */
    Reading read(String available, LocalDate today) {
        if (available.isEmpty()) {
            return new Reading(0, Optional.of(Flaw.NO_VALUE.with()));
        }
        int at = 0;
        Optional<Problem> problem = Optional.empty();
        for (Component component : components) {
            int length = Math.min(component.lengthMax(), available.length() - at);
            if (length == 0 && component.optional()) {
                continue;
            }
            if (length < component.lengthMin()) {
                return new Reading(available.length(), Optional.of(wrongLength(available)));
            }
            String content = available.substring(at, at + length);
            problem = problem.or(() -> component.problem(content, today));
            at += length;
        }
        return new Reading(at, problem);
    }

    /** What is wrong with this as the whole value. */
    Optional<Problem> problem(String value, LocalDate today) {
        if (value.indexOf('^') >= 0) {
            return Optional.of(Flaw.CARET.with());
        }
        Reading reading = read(value, today);
        return reading.length() < value.length() ? Optional.of(wrongLength(value)) : reading.problem();
    }

    Problem wrongLength(String value) {
        return Flaw.VALUE_LENGTH.with(lengths(), value.length(), value);
    }

    int lengthMin() {
        return components.stream()
                .filter(component -> !component.optional())
                .mapToInt(Component::lengthMin)
                .sum();
    }

    private int lengthMax() {
        return components.stream().mapToInt(Component::lengthMax).sum();
    }

    /** In words: 14, or 6 or 12, or 1 to 20. */
    private String lengths() {
        if (components.stream().anyMatch(component -> component.lengthMin() < component.lengthMax())) {
            return lengthMin() + " to " + lengthMax();
        }
        SortedSet<Integer> lengths = new TreeSet<>();
        int length = 0;
        for (Component component : components) {
            length += component.lengthMax();
            if (length >= lengthMin()) {
                lengths.add(length);
            }
        }
        return lengths.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    /** Whether this row of identifiers, of which the first is the key, may be the path of a Digital Link. */
    static boolean isPath(Identifier key, List<String> behind) {
        return key.rules().qualifiers().stream().flatMap(List::stream).anyMatch(row -> isPart(behind, row));
    }

    /** Whether these stand in that row in the same order, with others left out. */
    private static boolean isPart(List<String> some, List<String> row) {
        int at = 0;
        for (String each : row) {
            if (at < some.size() && some.get(at).equals(each)) {
                at++;
            }
        }
        return at == some.size();
    }

    /** @throws IllegalArgumentException when the table has a mistake */
    static Identifier read(String digits, List<String> words) {
        String marks =
                words.stream().filter(word -> word.matches("[*?]+")).findFirst().orElse("");
        return new Identifier(
                digits,
                marks.contains("*"),
                marks.contains("?"),
                words.stream().filter(Component::isOne).map(Component::read).toList(),
                new Rules(
                        groups(words, "req="),
                        groups(words, "ex=").stream().map(List::getFirst).toList(),
                        qualifiers(words)));
    }

    private static List<List<String>> groups(List<String> words, String rule) {
        return words.stream()
                .filter(word -> word.startsWith(rule))
                .flatMap(word -> Arrays.stream(word.substring(rule.length()).split(",")))
                .map(group -> List.of(group.split("\\+")))
                .toList();
    }

    private static Optional<List<List<String>>> qualifiers(List<String> words) {
        if (words.contains("dlpkey")) {
            return Optional.of(List.of(List.of()));
        }
        return words.stream()
                .filter(word -> word.startsWith("dlpkey="))
                .map(word -> Arrays.stream(word.substring("dlpkey=".length()).split("\\|"))
                        .map(row -> List.of(row.split(",")))
                        .toList())
                .findFirst();
    }
}
