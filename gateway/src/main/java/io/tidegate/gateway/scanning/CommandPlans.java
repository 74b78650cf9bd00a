package io.tidegate.gateway.scanning;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
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
                                mode, "Where to? Scan the 'Move to' code of the location that the goods go to."));
            case ScanCommand.Begin(ScanTask task) -> Plan.Say.set(mode.doing(task, Optional.empty(), Optional.empty()));
            case ScanCommand.TransferTo(String location) -> transfer(mode, location);
            case ScanCommand.WasteFor(String reason) -> waste(mode, reason);
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

    static Plan nothingCounted(Mode mode) {
        return Plan.Say.refused(mode, "Nothing is being counted at '" + mode.location() + "'.");
    }

    private static Plan waste(Mode mode, String reason) {
        return isFit(reason, Cause.TEXT_LENGTH_MAX)
                ? Plan.Say.set(mode.doing(ScanTask.WASTE, Optional.empty(), Optional.of(reason)))
                : Plan.Say.refused(
                        mode,
                        "A reason has at most " + Cause.TEXT_LENGTH_MAX
                                + " printable characters. Print a shorter one.");
    }

    /** Else each scan that follows would be refused by the ledger. */
    private static boolean isFit(String text, int lengthMax) {
        return text.length() <= lengthMax && text.chars().noneMatch(Character::isISOControl);
    }

    private Plan transfer(Mode mode, String to) {
        if (to.equals(mode.location())) {
            return Plan.Say.refused(mode, "The scanner is at '" + to + "' already. Scan another location.");
        }
        return unfit(mode, to)
                .orElseGet(() -> Plan.Say.set(mode.doing(ScanTask.TRANSFER, Optional.of(to), Optional.empty())));
    }

    private Plan at(Mode mode, String location) {
        if (mode.to().equals(Optional.of(location))) {
            return Plan.Say.refused(mode, "The goods go to '" + location + "' already. Scan another location.");
        }
        return unfit(mode, location).orElseGet(() -> Plan.Say.set(mode.at(location)));
    }

    /** Why the scanner cannot be there. */
    private Optional<Plan> unfit(Mode mode, String location) {
        if (!isFit(location, DeviceId.LENGTH_MAX)) {
            return Optional.of(Plan.Say.refused(
                    mode,
                    "A location has at most " + DeviceId.LENGTH_MAX
                            + " printable characters. Print the sheet of commands anew."));
        }
        return settings.knows(location)
                ? Optional.empty()
                : Optional.of(Plan.Say.refused(
                        mode, "There is no location '" + location + "' any more: print the sheet of commands anew."));
    }

    private static Plan takeBack(Sql sql, Scan scan, Mode mode) throws SQLException {
        if (mode.times() > 1) {
            return new Plan.Say(mode.times(1), Result.TAKEN_BACK, Optional.empty(), Optional.empty());
        }
        Optional<Action> last = ScanTables.lastAction(sql, scan.device());
        if (last.isEmpty()
                || Duration.between(last.get().answer().scan().at(), scan.at()).compareTo(BACK_MAX) > 0) {
            return Plan.Say.refused(mode, "This scanner has done nothing within the last hour that could be undone.");
        }
        return switch (last.get().what()) {
            case Action.Line(String line) -> new Plan.Reverse(mode, last.get(), line);
            case Action.Counted(Tally added) -> uncount(sql, mode, last.get(), added);
            case Action.Ended(long session) ->
                CountTables.in(sql, session, CountTables.State.CANCELLED)
                        .<Plan>map(count -> new Plan.Reopen(mode, last.get(), count))
                        .orElseGet(() -> isBooked(mode));
        };
    }

    private static Plan uncount(Sql sql, Mode mode, Action last, Tally added) throws SQLException {
        long session = added.session();
        if (CountTables.in(sql, session, CountTables.State.OPEN).isPresent()) {
            return new Plan.Uncount(mode, last, added);
        }
        return CountTables.in(sql, session, CountTables.State.CANCELLED).isPresent()
                ? Plan.Say.refused(
                        mode,
                        "Another scanner has forgotten what was counted. 'Undo' with that one brings it back, within an"
                                + " hour.")
                : isBooked(mode);
    }

    private static Plan isBooked(Mode mode) {
        return Plan.Say.refused(
                mode, "What was counted is booked already. Undo it on the pages of its items, or count them again.");
    }
}
