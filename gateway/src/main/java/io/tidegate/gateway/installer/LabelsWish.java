package io.tidegate.gateway.installer;

import io.tidegate.gateway.labels.Paper;
import io.tidegate.gateway.labels.ShelfWish;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the command line asks to print.
 *
 * @param items by id or code; none: all that are traded
 * @param missingNone nothing is printed where something has no label
 * @param csv a table in place of the gateway's catalogue
 */
record LabelsWish(
        Path site, Kind kind, Path out, List<String> items, boolean missingNone, Optional<Path> csv, ShelfWish shelf) {

    /** What is printed. */
    enum Kind {
        COMMANDS,
        SHELF;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** With a value behind each. */
        private Set<String> options() {
            return switch (this) {
                case COMMANDS -> Set.of("--out");
                case SHELF -> Set.of("--out", "--items", "--csv", "--layout", "--size", "--lot", "--expiry");
            };
        }

        private Set<String> flags() {
            return switch (this) {
                case COMMANDS -> Set.of();
                case SHELF -> Set.of("--missing-none", "--datamatrix");
            };
        }

        private static Kind of(String word) {
            return Stream.of(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("labels prints 'commands' or 'shelf', not '" + word + "'"));
        }
    }

    /** @throws IllegalArgumentException when it is not understood; the message says what */
    static LabelsWish read(List<String> arguments) {
        if (arguments.size() < 2) {
            throw new IllegalArgumentException("labels needs a site file, and 'commands' or 'shelf'");
        }
        Kind kind = Kind.of(arguments.get(1));
        Map<String, String> given = new HashMap<>();
        Set<String> flags = new HashSet<>();
        for (int i = 2; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (kind.flags().contains(option)) {
                flags.add(option);
            } else if (kind.options().contains(option) && i + 1 < arguments.size()) {
                given.put(option, arguments.get(++i));
            } else {
                throw new IllegalArgumentException(
                        kind.options().contains(option)
                                ? option + " needs a value"
                                : "labels " + kind.word() + " knows no '" + option + "'");
            }
        }
        return new LabelsWish(
                Path.of(arguments.getFirst()),
                kind,
                Path.of(given.getOrDefault("--out", kind.word() + ".pdf")),
                items(given.getOrDefault("--items", "")),
                flags.contains("--missing-none"),
                Optional.ofNullable(given.get("--csv")).map(Path::of),
                shelf(given, flags.contains("--datamatrix")));
    }

    private static List<String> items(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static ShelfWish shelf(Map<String, String> given, boolean dataMatrix) {
        String layout = given.getOrDefault("--layout", Paper.usual().name());
        Paper paper = Paper.named(layout)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no layout '" + layout + "'. Use " + Paper.names()));
        return new ShelfWish(
                paper,
                dataMatrix,
                Optional.ofNullable(given.get("--size")).map(LabelsWish::percent),
                new ShelfWish.Batch(
                        Optional.ofNullable(given.get("--lot")),
                        Optional.ofNullable(given.get("--expiry")).map(LabelsWish::day)));
    }

    private static int percent(String text) {
        int percent = text.matches("[0-9]{2,3}") ? Integer.parseInt(text) : 0;
        if (percent < ShelfWish.PERCENT_MIN || percent > ShelfWish.PERCENT_MAX) {
            throw new IllegalArgumentException("--size is " + ShelfWish.PERCENT_MIN + " to " + ShelfWish.PERCENT_MAX
                    + " (percent of the usual EAN), not '" + text + "'");
        }
        return percent;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no date. Write it like 2027-01-31", e);
        }
    }
}
