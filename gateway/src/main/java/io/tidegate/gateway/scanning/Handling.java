package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Scan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/** Handles one scan after the other. Used by the clerk's thread. */
final class Handling implements Clerk.Work {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Journal journal;
    private final View view;
    private final Rules rules;
    private final Planner planner;
    private final Doing doing;
    private final Consumer<ScanAnswer> told;
    private final LongSupplier nanoTime;
    private long moved;

    /** @param told of each answer, at once; must be quick */
    Handling(Journal journal, Inventory inventory, Rules rules, Consumer<ScanAnswer> told, LongSupplier nanoTime) {
        this.journal = journal;
        this.view = new View(journal);
        this.rules = rules;
        this.planner = new Planner(rules, inventory);
        this.doing = new Doing(inventory, rules);
        this.told = told;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean concerns(Observation observation) {
        return observation instanceof Scan;
    }

    @Override
    public void take(Entry entry) throws SQLException, InterruptedException, DeskBusy {
        try {
            handle(entry, (Scan) entry.observation());
        } catch (RuntimeException mistake) {
            Logger.error(
                    mistake,
                    "A scan of {} cannot be handled; please report it",
                    entry.observation().device());
            Scan scan = (Scan) entry.observation();
            told.accept(new ScanAnswer(
                    of(entry, scan),
                    Result.REFUSED,
                    Mode.usual(rules.settings().scanner(scan.device())),
                    Optional.empty(),
                    Optional.of("A mistake in the gateway: see its log.")));
        }
    }

    private static ScanAnswer.Scan of(Entry entry, Scan scan) {
        return new ScanAnswer.Scan(entry.position(), scan.device(), scan.at(), scan.data(), scan.scanId());
    }

    /** What one look into the database makes of a scan. */
    private sealed interface Seen {

        /** It was sent before, and is answered like then. */
        record Again(ScanAnswer answer) implements Seen {}

        /** It is to do something. */
        record Fresh(Optional<ScannerState> before, ScannerState.Heard heard, Plan plan) implements Seen {}
    }

    private void handle(Entry entry, Scan scan) throws SQLException, InterruptedException, DeskBusy {
        switch (view.ask(sql -> see(sql, entry, scan))) {
            case Seen.Again(ScanAnswer answer) -> told.accept(answer);
            case Seen.Fresh fresh -> handle(entry, scan, fresh);
        }
    }

    private Seen see(Sql sql, Entry entry, Scan scan) throws SQLException {
        if (scan.scanId().isPresent()) {
            Optional<ScanAnswer> earlier =
                    ScanTables.answer(sql, scan.device(), scan.scanId().get());
            if (earlier.isPresent()) {
                return new Seen.Again(earlier.get());
            }
        }
        ScannerState.Heard heard =
                new ScannerState.Heard(scan.at(), !journal.mayBeSetRight(entry), journal.boot(), nanoTime.getAsLong());
        Optional<ScannerState> before = ScanTables.scanner(sql, scan.device());
        return new Seen.Fresh(before, heard, planner.plan(sql, entry, before, idle(before, heard)));
    }

    private static Duration idle(Optional<ScannerState> before, ScannerState.Heard now) {
        return before.flatMap(known -> now.since(known.heard())).orElse(FOR_EVER);
    }

    private void handle(Entry entry, Scan scan, Seen.Fresh fresh) throws SQLException, InterruptedException, DeskBusy {
        Doing.Done done = doing.carryOut(view, fresh.plan, of(entry, scan));
        Clerk.await(journal.changeNow(Sql.writing(sql -> {
            done.change().on(sql);
            ScanTables.put(sql, done.answer(), done.what());
            ScanTables.put(sql, scan.device(), after(scan, fresh, done));
            ScanTables.BOOKMARK.move(sql, entry.position());
        })));
        // Not before: whoever is told looks at once.
        told.accept(done.answer());
    }

    /** How a scanner works now; safe from any thread. */
    Mode mode(DeviceId device, Optional<ScannerState> state) {
        ScannerState.Heard now = new ScannerState.Heard(
                rules.clock().instant(), journal.clockSynchronised(), journal.boot(), nanoTime.getAsLong());
        return Planner.mode(rules.settings().scanner(device), state, idle(state, now));
    }

    private static ScannerState after(Scan scan, Seen.Fresh fresh, Doing.Done done) {
        Result result = done.answer().result();
        boolean again = result == Result.REPEATED && fresh.before.isPresent();
        int times = fresh.before.map(state -> state.mode().times()).orElse(1);
        ScannerState.Last last = new ScannerState.Last(
                scan.data(),
                scan.symbology(),
                again ? fresh.before.get().last().times() : times,
                scan.at(),
                again ? fresh.before.get().last().result() : result);
        return new ScannerState(fresh.plan.next(), last, fresh.heard);
    }

    @Override
    public void idle(long position) {
        if (position > moved) {
            // So that a start need not read all readings since the last scan.
            journal.change(Sql.writing(sql -> ScanTables.BOOKMARK.move(sql, position)));
            moved = position;
        }
    }
}
