package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.StateChange;
import io.tidegate.gateway.journal.View;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation.Scan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
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

    private void handle(Entry entry, Scan scan) throws SQLException, InterruptedException, DeskBusy {
        Optional<ScanAnswer> earlier = scan.scanId().isEmpty()
                ? Optional.empty()
                : view.ask(sql ->
                        ScanTables.answer(sql, scan.device(), scan.scanId().get()));
        if (earlier.isPresent()) {
            told.accept(earlier.get());
            return;
        }
        ScannerState.Heard heard =
                new ScannerState.Heard(scan.at(), !journal.mayBeSetRight(entry), journal.boot(), nanoTime.getAsLong());
        Optional<ScannerState> before = view.ask(sql -> ScanTables.scanner(sql, scan.device()));
        Duration idle = before.flatMap(state -> heard.since(state.heard())).orElse(FOR_EVER);
        Plan plan = view.ask(sql -> planner.plan(sql, entry, before, idle));
        Doing.Done done = doing.carryOut(view, plan, of(entry, scan));
        write(transaction -> {
            try (Sql sql = new Sql(transaction)) {
                done.change().apply(sql);
                ScanTables.put(sql, done.answer(), done.what());
                ScanTables.put(sql, scan.device(), after(before, scan, plan, done, heard));
                ScanTables.moveCursor(sql, entry.position());
            }
        });
        // Not before: whoever is told looks at once.
        told.accept(done.answer());
    }

    /** How a scanner works now; safe from any thread. */
    Mode mode(DeviceId device, Optional<ScannerState> state) {
        ScannerState.Heard now = new ScannerState.Heard(
                rules.clock().instant(), journal.clockSynchronised(), journal.boot(), nanoTime.getAsLong());
        Duration idle = state.flatMap(known -> now.since(known.heard())).orElse(FOR_EVER);
        return Planner.mode(rules.settings().scanner(device), state, idle);
    }

    private static ScannerState after(
            Optional<ScannerState> before, Scan scan, Plan plan, Doing.Done done, ScannerState.Heard heard) {
        Result result = done.answer().result();
        boolean again = result == Result.REPEATED && before.isPresent();
        int times = before.map(state -> state.mode().times()).orElse(1);
        ScannerState.Last last = new ScannerState.Last(
                scan.data(),
                scan.symbology(),
                again ? before.get().last().times() : times,
                scan.at(),
                again ? before.get().last().result() : result);
        return new ScannerState(plan.next(), last, heard);
    }

    @Override
    public void nothingUpTo(long position) throws InterruptedException {
        journal.change(transaction -> {
            try (Sql sql = new Sql(transaction)) {
                ScanTables.moveCursor(sql, position);
            }
        });
    }

    private void write(StateChange change) throws InterruptedException {
        try {
            journal.changeNow(change).toCompletableFuture().get();
        } catch (ExecutionException closed) {
            // What is not written down is taken up again at the next start.
            throw new InterruptedException("the journal is closed");
        }
    }
}
