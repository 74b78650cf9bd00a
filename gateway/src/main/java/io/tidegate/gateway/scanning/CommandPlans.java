package io.tidegate.gateway.scanning;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.observation.Observation.Scan;
import io.tidegate.site.ScanTask;
import io.tidegate.site.StockSettings;
import io.tidegate.site.StockSettings.Scanner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Decides what a command code is to do. Used by the clerk's thread. */
final class CommandPlans {

    /** What was done before is corrected by somebody who sees it. */
    private static final Duration BACK_MAX = Duration.ofHours(1);

    private final StockSettings settings;

    CommandPlans(StockSettings settings) {
        this.settings = settings;
    }

    Plan plan(Sql sql, Scan scan, ScanCommand command, Mode mode, Scanner scanner) throws SQLException {
        return switch (command) {
            case ScanCommand.Begin(ScanTask task)
            when task == ScanTask.TRANSFER ->
                scanner.to()
                        .map(to -> transfer(mode, to))
                        .orElseGet(() -> Plan.Say.refused(
                                mode, "Where to? Scan the transfer code of the location that the goods go to."));
            case ScanCommand.Begin(ScanTask task) -> Plan.Say.set(mode.doing(task, Optional.empty(), Optional.empty()));
            case ScanCommand.TransferTo(String location) -> transfer(mode, location);
            case ScanCommand.WasteFor(String reason) ->
                Plan.Say.set(mode.doing(ScanTask.WASTE, Optional.empty(), Optional.of(reason)));
            case ScanCommand.At(String location) -> at(mode, location);
            case ScanCommand.Times(int number) -> Plan.Say.set(mode.times(number));
            case ScanCommand.Plain plain -> plan(sql, scan, plain, mode, scanner);
        };
    }

    private Plan plan(Sql sql, Scan scan, ScanCommand.Plain command, Mode mode, Scanner scanner) throws SQLException {
        return switch (command) {
            case UNDO -> takeBack(sql, scan, mode);
            case USUAL -> Plan.Say.set(Mode.usual(scanner));
            case BOOK ->
                CountTables.open(sql, mode.location())
                        .<Plan>map(session -> new Plan.BookCount(mode, session))
                        .orElseGet(() -> nothingCounted(mode));
            case CANCEL ->
                CountTables.open(sql, mode.location())
                        .<Plan>map(session -> new Plan.Cancel(mode, session))
                        .orElseGet(() -> nothingCounted(mode));
            case OVERRIDE -> throw new UnsupportedOperationException(); // It is about the scan before.
        };
    }

    private static Plan nothingCounted(Mode mode) {
        return Plan.Say.refused(mode, "Nothing is being counted at '" + mode.location() + "'.");
    }

    private Plan transfer(Mode mode, String to) {
        if (to.equals(mode.location())) {
            return Plan.Say.refused(mode, "The scanner is at '" + to + "' already. Scan another location.");
        }
        return settings.knows(to)
                ? Plan.Say.set(mode.doing(ScanTask.TRANSFER, Optional.of(to), Optional.empty()))
                : unknown(mode, to);
    }

    private Plan at(Mode mode, String location) {
        if (mode.to().equals(Optional.of(location))) {
            return Plan.Say.refused(mode, "The goods go to '" + location + "' already. Scan another location.");
        }
        return settings.knows(location) ? Plan.Say.set(mode.at(location)) : unknown(mode, location);
    }

    private static Plan unknown(Mode mode, String location) {
        return Plan.Say.refused(
                mode, "There is no location '" + location + "' any more: print the sheet of commands anew.");
    }

    private static Plan takeBack(Sql sql, Scan scan, Mode mode) throws SQLException {
        if (mode.times() > 1) {
            return new Plan.Say(mode.times(1), Result.TAKEN_BACK, Optional.empty(), Optional.empty());
        }
        Optional<Action> last = ScanTables.lastAction(sql, scan.device());
        if (last.isEmpty()
                || Duration.between(last.get().answer().scan().at(), scan.at()).compareTo(BACK_MAX) > 0) {
            return Plan.Say.refused(
                    mode, "This scanner has done nothing within the last hour that could be taken back.");
        }
        if (last.get().what() instanceof Action.Counted(Tally added) && !CountTables.isOpen(sql, added.session())) {
            return Plan.Say.refused(mode, "What was counted is booked or cancelled already. Count it again.");
        }
        return new Plan.TakeBack(mode, last.get());
    }
}
