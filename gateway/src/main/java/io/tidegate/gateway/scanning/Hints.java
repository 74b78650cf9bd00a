package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Shelves;
import io.tidegate.gateway.scanning.ScanAnswer.Subject;
import io.tidegate.site.ScanTask;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/** What to look at when goods go: the lot that expires first goes first. Used by the clerk's thread. */
final class Hints {

    private final Shelves shelves;

    Hints(Shelves shelves) {
        this.shelves = shelves;
    }

    /** Empty where it does not matter, or cannot be said: no sale is stopped for that. */
    Optional<String> of(Subject subject, Mode mode) throws SQLException {
        if (subject.name().isEmpty() || !goes(mode.task())) {
            return Optional.empty();
        }
        try {
            return first(subject, mode);
        } catch (RuntimeException mistake) {
            Logger.error(mistake, "Which lot of '{}' goes first cannot be said; please report it", subject.item());
            return Optional.empty();
        }
    }

    private Optional<String> first(Subject subject, Mode mode) throws SQLException {
        List<Shelves.Row> lots = shelves.of(subject.item()).stream()
                .filter(row -> row.location().equals(Optional.of(mode.location())))
                .filter(row ->
                        row.expiry().isPresent() && row.amount().quantity().signum() > 0)
                .sorted(Comparator.comparing(row -> row.expiry().orElseThrow()))
                .toList();
        if (lots.isEmpty()) {
            return Optional.empty();
        }
        Shelves.Row first = lots.getFirst();
        LocalDate day = first.expiry().orElseThrow();
        Optional<String> lot = subject.batch().lot();
        Optional<LocalDate> own =
                lot.flatMap(name -> expiry(lots, name)).or(() -> subject.batch().expiry());
        boolean matters = own.map(day::isBefore).orElse(lots.size() > 1 && lot.isEmpty());
        return matters
                ? Optional.of("Lot " + first.lot().orElse("?") + " expires first, on " + day + ": take that one.")
                : Optional.empty();
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
