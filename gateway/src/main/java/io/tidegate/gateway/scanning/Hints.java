package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.Shelves;
import io.tidegate.gateway.scanning.ScanAnswer.Subject;
import io.tidegate.site.ScanTask;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/** What to look at when goods go: the lot that expires first goes first, and one that has expired not at all. Used by the clerk's thread. */
final class Hints {

    private final Shelves shelves;
    private final Books books;

    Hints(Inventory inventory) {
        this.shelves = inventory.shelves();
        this.books = inventory.books();
    }

    /** Empty where it does not matter, or cannot be said: no sale is stopped for that. */
    Optional<String> of(Subject subject, Mode mode) throws SQLException {
        if (subject.name().isEmpty() || !goes(mode.task())) {
            return Optional.empty();
        }
        try {
            return first(subject, dated(subject, mode));
        } catch (RuntimeException mistake) {
            Logger.error(mistake, "Which lot of '{}' goes first cannot be said; please report it", subject.item());
            return Optional.empty();
        }
    }

    /** What is there with a date, by that. */
    private List<Shelves.Row> dated(Subject subject, Mode mode) throws SQLException {
        return shelves.of(subject.item()).stream()
                .filter(row -> row.location().equals(Optional.of(mode.location())))
                .filter(row ->
                        row.expiry().isPresent() && row.amount().quantity().signum() > 0)
                .sorted(Comparator.comparing(Hints::day))
                .toList();
    }

    private Optional<String> first(Subject subject, List<Shelves.Row> dated) {
        LocalDate today = books.today();
        Optional<String> lot = subject.batch().lot();
        Optional<LocalDate> own = lot.flatMap(name -> expiry(dated, name))
                .or(() -> subject.batch().expiry());
        if (lot.isEmpty()
                && own.isEmpty()
                && !dated.isEmpty()
                && day(dated.getFirst()).isBefore(today)) {
            return Optional.of("Lot " + name(dated.getFirst()) + " has expired, on " + day(dated.getFirst())
                    + ": throw that one away.");
        }
        List<Shelves.Row> left =
                dated.stream().filter(row -> !day(row).isBefore(today)).toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        LocalDate day = day(left.getFirst());
        boolean matters = own.map(day::isBefore).orElse(left.size() > 1 && lot.isEmpty());
        return matters
                ? Optional.of("Lot " + name(left.getFirst()) + " expires first, on " + day + ": take that one.")
                : Optional.empty();
    }

    private static LocalDate day(Shelves.Row dated) {
        return dated.expiry().orElseThrow();
    }

    private static String name(Shelves.Row dated) {
        return dated.lot().orElse("?");
    }

    private static boolean goes(ScanTask task) {
        return task == ScanTask.SELL || task == ScanTask.TRANSFER || task == ScanTask.LOOK;
    }

    private static Optional<LocalDate> expiry(List<Shelves.Row> lots, String lot) {
        return lots.stream()
                .filter(row -> row.lot().equals(Optional.of(lot)))
                .findFirst()
                .flatMap(Shelves.Row::expiry);
    }
}
