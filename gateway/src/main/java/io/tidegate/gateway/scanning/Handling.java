package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.Line;
import io.tidegate.gateway.inventory.Scanned;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.gateway.scanning.ScanAnswer.Batch;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.gateway.scanning.ScanAnswer.Subject;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Item;
import io.tidegate.observation.Movement;
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
    private final Books books;
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
        this.books = inventory.books();
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
        Scan scan = (Scan) entry.observation();
        ScanAnswer answer;
        try {
            answer = handle(entry, scan);
        } catch (RuntimeException mistake) {
            Logger.error(mistake, "A scan of {} cannot be handled; please report it", scan.device());
            answer = inSpiteOfIt(entry, scan);
        }
        // Not before it is on disk: whoever is told looks at once.
        told.accept(answer);
    }

    /** What was booked before the power was cut, or the disk full, is answered as booked, whatever is wrong with it now. */
    private ScanAnswer inSpiteOfIt(Entry entry, Scan scan) throws SQLException, InterruptedException, DeskBusy {
        String mistake = "A mistake in the gateway: see its log.";
        Mode mode = Mode.usual(rules.settings().scanner(scan.device()));
        Optional<Line> booked = books.line(rules.lineId(entry)).filter(line -> isOf(entry, line));
        if (booked.isEmpty() || !(booked.get().booking() instanceof Movement movement)) {
            return refuse(entry, scan, mode, mistake);
        }
        Goods goods = movement.goods();
        Batch batch = new Batch(goods.lot(), goods.serial(), goods.expiry());
        Subject subject = new Subject(booked.get().item(), Optional.empty(), goods.amount(), batch, Optional.empty());
        ScanAnswer answer =
                new ScanAnswer(of(entry, scan), Result.BOOKED, mode, Optional.of(subject), Optional.of(mistake));
        write(entry, sql -> ScanTables.put(sql, answer, Optional.of(new Action.Line(movement.id()))));
        return answer;
    }

    /** And it stays so: what is answered as refused is not taken up at the next start. */
    private ScanAnswer refuse(Entry entry, Scan scan, Mode mode, String why) throws InterruptedException, DeskBusy {
        ScanAnswer answer = new ScanAnswer(of(entry, scan), Result.REFUSED, mode, Optional.empty(), Optional.of(why));
        write(entry, sql -> ScanTables.putApart(sql, answer));
        return answer;
    }

    /** The entry is taken up with it. */
    private void write(Entry entry, Sql.Work work) throws InterruptedException, DeskBusy {
        Clerk.await(journal.changeNow(Sql.writing(sql -> {
            work.on(sql);
            ScanTables.BOOKMARK.move(sql, entry.position());
        })));
    }

    private static ScanAnswer.Scan of(Entry entry, Scan scan) {
        return new ScanAnswer.Scan(entry.position(), scan.device(), scan.at(), scan.data(), scan.scanId());
    }

    /** What one look into the database makes of a scan. */
    private sealed interface Seen {

        /** It was sent before, and is answered like then. */
        record Again(ScanAnswer answer) implements Seen {}

        /** Its id stands for another scan. */
        record OfAnother(Mode mode) implements Seen {}

        /** It is to do something. */
        record Fresh(Optional<ScannerState> before, ScannerState.Heard heard, Plan plan) implements Seen {}
    }

    private ScanAnswer handle(Entry entry, Scan scan) throws SQLException, InterruptedException, DeskBusy {
        return switch (view.ask(sql -> see(sql, entry, scan))) {
            case Seen.Again(ScanAnswer answer) -> answer;
            case Seen.OfAnother(Mode mode) -> refuse(entry, scan, mode, ScanAnswer.OF_ANOTHER);
            case Seen.Fresh fresh -> handle(entry, scan, fresh);
        };
    }

    private Seen see(Sql sql, Entry entry, Scan scan) throws SQLException {
        ScannerState.Heard heard = new ScannerState.Heard(
                scan.at(),
                !journal.clock().mayBeSetRight(entry),
                journal.clock().boot(),
                nanoTime.getAsLong());
        Optional<ScannerState> before = ScanTables.scanner(sql, scan.device());
        Duration idle = idle(before, heard);
        if (scan.scanId().isPresent()) {
            Optional<ScanAnswer> earlier =
                    ScanTables.answer(sql, scan.device(), scan.scanId().get());
            boolean same = earlier.isPresent() && earlier.get().scan().data().equals(scan.data());
            if (same) {
                return new Seen.Again(earlier.get());
            }
            if (earlier.isPresent() || isBookedAsAnother(entry, scan)) {
                return new Seen.OfAnother(Planner.mode(rules.settings().scanner(scan.device()), before, idle));
            }
        }
        return new Seen.Fresh(before, heard, planner.plan(sql, entry, before, idle));
    }

    /** The ledger knows an id for ever, the answers only the last ones. */
    private boolean isBookedAsAnother(Entry entry, Scan scan) throws SQLException {
        Optional<Line> there = books.line(rules.lineId(entry)).filter(line -> !isOf(entry, line));
        if (there.isEmpty()) {
            return false;
        }
        Scanned meant = books.scanned(scan.data(), scan.symbology());
        return !there.get().item().equals(meant.item().map(Item::id).orElse(meant.code()));
    }

    private boolean isOf(Entry entry, Line line) {
        return line.booking().cause().ref().equals(Optional.of(rules.ref(entry.position())));
    }

    private static Duration idle(Optional<ScannerState> before, ScannerState.Heard now) {
        return before.flatMap(known -> now.since(known.heard())).orElse(FOR_EVER);
    }

    private ScanAnswer handle(Entry entry, Scan scan, Seen.Fresh fresh)
            throws SQLException, InterruptedException, DeskBusy {
        Doing.Done done = doing.carryOut(view, fresh.plan, of(entry, scan));
        write(entry, sql -> {
            done.change().on(sql);
            ScanTables.put(sql, done.answer(), done.what());
            ScanTables.put(sql, scan.device(), after(scan, fresh, done));
        });
        return done.answer();
    }

    /** How a scanner works now; safe from any thread. */
    Mode mode(DeviceId device, Optional<ScannerState> state) {
        ScannerState.Heard now = new ScannerState.Heard(
                rules.clock().instant(),
                journal.clock().synchronised(),
                journal.clock().boot(),
                nanoTime.getAsLong());
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
