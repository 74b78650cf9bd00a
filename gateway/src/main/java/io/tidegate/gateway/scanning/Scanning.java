package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation.Scan;
import io.tidegate.site.SiteFile;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What becomes of scans: each that is in the journal is taken up once, and answered. Safe from any thread; what reads the
 * database says so.
 */
public final class Scanning implements AutoCloseable {

    /** Callers that wait for an answer at once; one more is not told. */
    private static final int WAITING_MAX = 1_000;

    /** While nothing is scanned, the place in the journal moves on so often. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final View view;
    private final Counting counting;
    private final List<Consumer<ScanAnswer>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Waiting, CompletableFuture<ScanAnswer>> waiting = new ConcurrentHashMap<>();
    private final Handling handling;
    private final Clerk clerk;

    /** Another scan under the same id gets another answer. */
    private record Waiting(DeviceId device, Optional<String> scanId, String data) {

        static Waiting forAnswer(Scan scan) {
            return new Waiting(scan.device(), scan.scanId(), scan.data());
        }
    }

    private Scanning(Journal journal, Inventory inventory, Rules rules, LongSupplier nanoTime) throws SQLException {
        this.view = new View(journal);
        this.counting = new Counting(inventory, rules);
        this.handling = new Handling(journal, inventory, rules, this::told, nanoTime);
        this.clerk = Clerk.start("clerk", journal, handling, IDLE, view.ask(ScanTables.BOOKMARK::position));
    }

    /** From now on scans are taken up, those first that came before the gateway stopped. */
    public static Scanning open(SiteFile site, Journal journal, Inventory inventory, InstantSource clock)
            throws SQLException, InterruptedException {
        return open(new Rules(site.stock(), site.origin(), clock), journal, inventory, System::nanoTime);
    }

    static Scanning open(Rules rules, Journal journal, Inventory inventory, LongSupplier nanoTime)
            throws SQLException, InterruptedException {
        long begin = journal.lastPosition();
        journal.renewal().prepare(ScanTables.TABLES, Sql.writing(sql -> ScanTables.create(sql, begin)));
        return new Scanning(journal, inventory, rules, nanoTime);
    }

    private void told(ScanAnswer answer) {
        ScanAnswer.Scan scan = answer.scan();
        Optional.ofNullable(waiting.remove(new Waiting(scan.device(), scan.scanId(), scan.data())))
                .ifPresent(caller -> caller.complete(answer));
        listeners.forEach(listener -> listener.accept(answer));
    }

    /**
     * Told of each answer on the clerk's thread; must be quick.
     *
     * @return ends that
     */
    public Runnable onAnswer(Consumer<ScanAnswer> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * The answer to a scan with an id that is about to be recorded. The caller gives it up by {@link #giveUp}.
     *
     * @return empty when too many wait
     */
    public Optional<CompletionStage<ScanAnswer>> await(Scan scan) {
        return waiting.size() >= WAITING_MAX
                ? Optional.empty()
                : Optional.of(waiting.computeIfAbsent(Waiting.forAnswer(scan), _ -> new CompletableFuture<>()));
    }

    /** Nobody waits for it any more. */
    public void giveUp(Scan scan) {
        waiting.remove(Waiting.forAnswer(scan));
    }

    /** How that scanner works now. Reads the database. */
    public Mode mode(DeviceId device) throws SQLException {
        Optional<ScannerState> state = view.ask(sql -> ScanTables.scanner(sql, device));
        return handling.mode(device, state);
    }

    /** What that scanner was answered, the newest first. Reads the database. */
    public List<ScanAnswer> newest(DeviceId device, int limit) throws SQLException {
        return view.ask(sql -> ScanTables.newest(sql, device, limit));
    }

    /** Scanners that were used, the newest first. Reads the database. */
    public List<DeviceId> scanners(int limit) throws SQLException {
        return view.ask(sql -> ScanTables.devices(sql, limit));
    }

    /** What is being counted, at all locations. Reads the database. */
    public List<CountSession> counts() throws SQLException {
        return view.ask(CountTables::open);
    }

    /** What was counted in it so far, beside what the ledger says. Reads the database. */
    public List<Difference> differences(CountSession session) throws SQLException {
        return counting.differences(session, counting.counted(view.ask(sql -> CountTables.tallies(sql, session.id()))));
    }

    /** Takes up no more scans; what is recorded from now on waits for the next start. */
    @Override
    public void close() {
        clerk.close();
        waiting.values().forEach(caller -> caller.cancel(false));
    }
}
