package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Doubt;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.Scanned;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.scanning.ScanAnswer.Batch;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.gateway.scanning.ScanAnswer.Subject;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Item;
import io.tidegate.observation.Observation.Scan;
import io.tidegate.observation.Symbology;
import io.tidegate.site.ScanTask;
import io.tidegate.site.StockSettings.Scanner;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides what a scan is to do, and does nothing. Used by the clerk's thread. */
final class Planner {

    /** Who counts more in one go has lost the way. */
    private static final int TALLIES_MAX = 5_000;

    private final Rules rules;
    private final Inventory inventory;
    private final CommandPlans commands;
    private final Hints hints;

    Planner(Rules rules, Inventory inventory) {
        this.rules = rules;
        this.inventory = inventory;
        this.commands = new CommandPlans(rules.settings());
        this.hints = new Hints(inventory);
    }

    /**
     * @param before as the scanner worked at its last scan; empty for its first
     * @param idle since then
     */
    Plan plan(Sql sql, Entry entry, Optional<ScannerState> before, Duration idle) throws SQLException {
        Scan scan = (Scan) entry.observation();
        Scanner scanner = rules.settings().scanner(scan.device());
        Mode mode = mode(scanner, before, idle);
        if (before.isPresent()
                && before.get().last().isAgain(scan.data(), scan.symbology(), scan.at(), scanner.repeatWithin())) {
            return new Plan.Say(mode, Result.REPEATED, Optional.empty(), Optional.empty());
        }
        if (!ScanCommand.begins(scan.data())) {
            return goods(sql, entry, mode, Seen.of(scan));
        }
        Optional<ScanCommand> command = ScanCommand.parse(scan.data());
        if (command.isEmpty()) {
            return Plan.Say.refused(
                    mode, "This is no command that the gateway knows. Print the sheet of commands anew.");
        }
        if (command.get() == ScanCommand.Plain.OVERRIDE) {
            return before.map(ScannerState::last)
                            .filter(last -> last.result() == Result.REFUSED
                                    && idle.compareTo(scanner.backAfter()) <= 0
                                    && !ScanCommand.begins(last.data()))
                            .isPresent()
                    ? goods(
                            sql,
                            entry,
                            mode.times(before.get().last().times()),
                            Seen.again(before.get().last()))
                    : Plan.Say.refused(mode, "Nothing was refused just now that could be done anyway.");
        }
        return commands.plan(sql, scan, command.get(), mode, scanner);
    }

    /** As it works now: what a command code began ends by itself. */
    static Mode mode(Scanner scanner, Optional<ScannerState> before, Duration idle) {
        if (before.isEmpty() || idle.compareTo(scanner.backAfter()) > 0) {
            return Mode.usual(scanner);
        }
        Mode mode = before.get().mode();
        return mode.usual() ? Mode.usual(scanner).times(mode.times()) : mode;
    }

    /**
     * A code of goods.
     *
     * @param override why it is done although it was refused
     */
    private record Seen(String data, Symbology symbology, Optional<String> override) {

        static Seen of(Scan scan) {
            return new Seen(scan.data(), scan.symbology(), Optional.empty());
        }

        static Seen again(ScannerState.Last last) {
            return new Seen(last.data(), last.symbology(), Optional.of(ScanCommand.OVERRIDDEN));
        }
    }

    private Plan goods(Sql sql, Entry entry, Mode mode, Seen seen) throws SQLException {
        Scanned scanned = inventory.books().scanned(seen.data, seen.symbology);
        Amount one = scanned.amount();
        Mode next = mode.times(1);
        Optional<Doubt> doubt = scanned.doubt().filter(each -> seen.override.isEmpty() && counts(each, mode, scanned));
        if (doubt.isPresent()) {
            return Plan.Say.refused(next, doubt.get().words(scanned.code()));
        }
        try {
            // Told now: what is no code of goods at all must not wait for a name.
            Goods.of(scanned.code(), one);
        } catch (IllegalArgumentException unfit) {
            return Plan.Say.refused(next, "This is no code of goods: " + unfit.getMessage());
        }
        try {
            return goods(sql, entry, mode, seen, scanned);
        } catch (IllegalArgumentException unfit) {
            return Plan.Say.refused(next, String.valueOf(unfit.getMessage()));
        }
    }

    /** @throws IllegalArgumentException when that is too much, or in a unit that the item is not kept in */
    private Plan goods(Sql sql, Entry entry, Mode mode, Seen seen, Scanned scanned) throws SQLException {
        Amount one = scanned.amount();
        Amount amount = new Amount(one.quantity().multiply(BigDecimal.valueOf(mode.times())), one.unit()).moved();
        Mode next = mode.times(1);
        Subject subject = new Subject(
                scanned.item().map(Item::id).orElse(scanned.code()),
                scanned.item().map(Item::name),
                amount,
                Batch.of(scanned.label()),
                Optional.empty());
        Optional<String> told = scanned.doubt().filter(each -> !each.stops()).map(each -> each.words(scanned.code()));
        return switch (mode.task()) {
            case LOOK ->
                new Plan.Say(
                        next,
                        scanned.item().isPresent() ? Result.SHOWN : Result.UNKNOWN,
                        Optional.of(subject),
                        hints.of(subject, next));
            case COUNT -> count(sql, entry, mode, scanned, subject);
            case RECEIVE, SELL, RETURN, TRANSFER, WASTE ->
                new Plan.Book(
                        next,
                        line(entry, mode, scanned, subject, seen),
                        subject,
                        told.isPresent() ? told : hints.of(subject, next));
        };
    }

    /** A date is of no matter to who counts or looks up; a digit, where the catalogue knows the code, neither. */
    private static boolean counts(Doubt doubt, Mode mode, Scanned scanned) {
        return switch (doubt) {
            case MISREAD -> scanned.item().isEmpty();
            case RUN_TOGETHER -> false;
            case NO_SUCH_DATE, TWO_VALUES -> mode.task() != ScanTask.LOOK && mode.task() != ScanTask.COUNT;
        };
    }

    private Map<String, String> line(Entry entry, Mode mode, Scanned scanned, Subject subject, Seen seen) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("id", rules.lineId(entry));
        line.put("kind", mode.task().movement().orElseThrow().word());
        line.put("item", scanned.code());
        line.put("quantity", subject.amount().quantity().toPlainString());
        line.put("unit", subject.amount().unit());
        line.put("device", entry.observation().device().value());
        if (mode.task() == ScanTask.TRANSFER) {
            line.put("from", mode.location());
            mode.to().ifPresent(to -> line.put("to", to));
        } else {
            line.put("location", mode.location());
        }
        if (rules.isUsable(entry.observation().at())) {
            line.put("time", EntryJson.time(entry.observation().at()));
        }
        subject.batch().lot().ifPresent(lot -> line.put("lot", lot));
        subject.batch().serial().ifPresent(serial -> line.put("serial", serial));
        subject.batch().expiry().ifPresent(day -> line.put("expiry", day.toString()));
        mode.reason().ifPresent(reason -> line.put("reason", reason));
        seen.override.ifPresent(why -> line.put("override", why));
        return line;
    }

    private static Plan count(Sql sql, Entry entry, Mode mode, Scanned scanned, Subject subject) throws SQLException {
        Mode next = mode.times(1);
        CountSession session = CountTables.open(sql, mode.location())
                .orElseGet(() -> new CountSession(
                        entry.position(), mode.location(), entry.observation().at()));
        if (CountTables.size(sql, session.id()) >= TALLIES_MAX) {
            return Plan.Say.refused(
                    next, "More than " + TALLIES_MAX + " items are counted here. Book them, and count on.");
        }
        Amount own = scanned.inOwnUnit(subject.amount());
        Tally added = new Tally(
                session.id(),
                subject.item(),
                subject.batch().lot().orElse(""),
                own,
                entry.observation().at(),
                entry.observation().at());
        Subject counted = new Subject(subject.item(), subject.name(), own, subject.batch(), Optional.empty());
        return new Plan.Count(next, session, added, counted);
    }
}
