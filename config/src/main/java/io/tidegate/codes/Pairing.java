package io.tidegate.codes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What must and must not be on the same item, over all that was read of it. */
final class Pairing {

    private static final String SIGNATURE = "8030";

    /** Keys with a serial number behind them, which may be missing elsewhere. */
    private static final List<String> WITH_SERIAL = List.of("253", "255", "8003");

    private Pairing() {}

    static List<Problem> problems(List<Element> elements) {
        List<Problem> problems = new ArrayList<>();
        for (int at = 0; at < elements.size(); at++) {
            Element element = elements.get(at);
            Optional<Element> before = first(elements.subList(0, at), element.identifier());
            if (before.isPresent()) {
                before.filter(other -> !other.value().equals(element.value()))
                        .map(other -> Flaw.DIFFERENT_VALUES.with(other.value(), element.value()))
                        .ifPresent(problem -> problems.add(problem.of(element.identifier())));
            } else {
                Identifiers.of(element.identifier()).ifPresent(row -> together(row, elements, problems));
            }
        }
        signature(elements, problems);
        return problems;
    }

    private static void together(Identifier row, List<Element> elements, List<Problem> problems) {
        row.rules().excluded().stream()
                .flatMap(pattern -> other(elements, pattern, row.digits()).stream())
                .findFirst()
                .ifPresent(other ->
                        problems.add(Flaw.EXCLUDED.with(other.identifier()).of(row.digits())));
        List<List<String>> required = row.rules().required();
        boolean fulfilled = required.isEmpty()
                || required.stream()
                        .anyMatch(group -> group.stream()
                                .allMatch(pattern ->
                                        other(elements, pattern, row.digits()).isPresent()));
        if (!fulfilled) {
            problems.add(Flaw.REQUIRED.with(words(required)).of(row.digits()));
        }
    }

    private static void signature(List<Element> elements, List<Problem> problems) {
        if (first(elements, SIGNATURE).isEmpty()) {
            return;
        }
        for (String key : WITH_SERIAL) {
            int bare = Identifiers.of(key).map(Identifier::lengthMin).orElse(0);
            first(elements, key)
                    .filter(element -> element.value().length() == bare)
                    .ifPresent(_ -> problems.add(Flaw.SERIAL_TO_SIGN.with().of(key)));
        }
    }

    private static Optional<Element> first(List<Element> elements, String identifier) {
        return elements.stream()
                .filter(element -> element.identifier().equals(identifier))
                .findFirst();
    }

    /** An element whose identifier is as the pattern, in which n is any digit, and not this one. */
    private static Optional<Element> other(List<Element> elements, String pattern, String self) {
        int digits = pattern.indexOf('n') < 0 ? pattern.length() : pattern.indexOf('n');
        String start = pattern.substring(0, digits);
        return elements.stream()
                .filter(element -> element.identifier().length() == pattern.length())
                .filter(element -> element.identifier().startsWith(start))
                .filter(element -> !element.identifier().equals(self))
                .findFirst();
    }

    /** In words: (01) and (21), (8006) or (8003). */
    private static String words(List<List<String>> required) {
        List<String> groups = required.stream()
                .map(group -> group.stream().map(each -> "(" + each + ")").collect(Collectors.joining(" and ")))
                .toList();
        String last = groups.getLast();
        return groups.size() == 1 ? last : String.join(", ", groups.subList(0, groups.size() - 1)) + " or " + last;
    }
}
