package io.tidegate.gateway.journal;

import io.tidegate.driver.Recorder;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.GatewaySettings.ClockRule;
import io.tidegate.site.Selection;
import io.tidegate.sync.Outbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.tinylog.Logger;

/**
 * The site's journal: every observation, once, in the order of arrival, on the site's own disk. Safe from any thread.
 *
 * <p><b>Format.</b> An SQLite file, {@code journal.db}, in write-ahead mode with {@code synchronous=FULL}. What arrives
 * together is committed together, as one row of the table {@code block}: positions, times, clock state, a checksum and the
 * compressed entries ({@link Block}, {@link EntryCodec}). Positions are 1, 2, 3, ..., never used twice, and without a gap but behind damage and thinning;
 * {@code gatewayId:position} is an entry's id everywhere. Cursors, rejected entries, parked payloads and whatever else the
 * gateway must remember stand in the same file, so that one commit covers them ({@link Schema}).
 *
 * <p><b>What a power cut can lose:</b> nothing that was acknowledged, since {@link #record} returns, and the stage of
 * {@link #submit} completes, after the commit's sync. What waited for its commit is lost with the acknowledgement that
 * nobody got. Cursors move on disk some seconds late, so after a cut a cloud may be sent some entries again; they have the
 * same ids. <b>What it cannot do:</b> damage what was there. A damaged sector costs its block: it is reported, counted and
 * skipped, and its neighbours stay readable.
 *
 * <p><b>A full disk</b> stops acknowledgements, and only them: the group is kept and tried again until there is room.
 */
public final class Journal implements Recorder, AutoCloseable {

    /** Closing gives what waits this long to reach the disk. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final FolderLock lock;
    private final Store store;
    private final WaitingLine line;
    private final JournalWriter writer;
    private final Thread thread;
    private final long boot;
    private final Projections projections;
    private final Retention retention;
    private final JournalOutbox.Shared shared;
    private final Map<String, JournalOutbox> outboxes = new ConcurrentHashMap<>();

    /**
     * Opens or creates the journal in the folder, which no other process may use meanwhile. What the disk does not allow
     * now, and may allow later, is told as {@link DiskUnavailable}.
     */
    public static Journal open(Path folder, GatewaySettings settings) throws SQLException {
        boolean trusted = settings.clock() == ClockRule.TRUST;
        return open(folder, settings, new ClockState(Path.of("/"), InstantSource.system(), System::nanoTime, trusted));
    }

    static Journal open(Path folder, GatewaySettings settings, ClockState clock) throws SQLException {
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.take(folder);
            try {
                return open(JournalFile.in(folder), lock, settings, clock);
            } catch (SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (SQLException e) {
            throw DiskUnavailable.orItself(folder, e);
        } catch (IOException e) {
            throw DiskUnavailable.of(folder, e);
        }
    }

    private static Journal open(Path file, FolderLock lock, GatewaySettings settings, ClockState clock)
            throws SQLException {
        Store store = new Store(file, new CommitFigures());
        try {
            return new Journal(file, lock, store, settings, clock);
        } catch (SQLException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private Journal(Path file, FolderLock lock, Store store, GatewaySettings settings, ClockState clock)
            throws SQLException {
        this.file = file;
        this.lock = lock;
        this.store = store;
        boot = clock.now().boot();
        line = new WaitingLine(new CommitWindow(settings.commitWindow().toNanos()), System::nanoTime);
        Damage damage = store.damage();
        Rejections rejections = new Rejections(line::change, InstantSource.system(), damage);
        rejections.load(store.connection());
        Cursors cursors = new Cursors(damage);
        cursors.load(store.connection(), store.last());
        shared = JournalOutbox.Shared.of(store, cursors, rejections, line::change);
        store.times().resume(store.connection(), clock.now(), store.last(), settings.clock() == ClockRule.MARK);
        projections = new Projections(cursors, store.times(), damage, System::nanoTime, line::isDue);
        retention = new Retention(settings.retention(), damage, clock.monotonic());
        retention.look(store);
        var house = new Housekeeping(store, cursors, projections, retention, new Headroom(file, clock.monotonic()));
        writer = new JournalWriter(line, clock, store, house, shared.progress());
        thread = Thread.ofPlatform().name("journal").start(writer);
    }

    @Override
    public void record(List<Observation> seen) throws InterruptedException {
        try {
            submit(new Batch(seen, List.of())).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing was recorded: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public CompletionStage<Void> submit(Batch batch) throws InterruptedException {
        return line.put(batch);
    }

    /** Like {@link #submit}, but never blocks: empty when more is waiting than may wait. For event loops. */
    public Optional<CompletionStage<Void>> trySubmit(Batch batch) {
        return line.offer(batch);
    }

    /** The same, with a change in the very commit of the batch: both are on disk, or neither. */
    public Optional<CompletionStage<Void>> trySubmit(Batch batch, StateChange along) {
        return line.offer(batch, along);
    }

    /** Puts the change into the next group. The stage completes when it is on disk; it fails at once when too many wait. Never blocks. */
    public CompletionStage<Void> change(StateChange change) {
        return line.change(change);
    }

    /** Like {@link #change}, for somebody who waits: the group closes at once. */
    public CompletionStage<Void> changeNow(StateChange change) {
        return line.changeNow(change);
    }

    /** The reader with that name, of all entries, with its cursor where it was; a new one begins at the oldest entry. */
    public Outbox outbox(String name) {
        return outbox(name, Selection.ALL);
    }

    /** The same, for those entries that are meant for it. */
    public Outbox outbox(String name, Selection selection) {
        JournalOutbox outbox = new JournalOutbox(name, selection, file, shared);
        Optional.ofNullable(outboxes.put(name, outbox)).ifPresent(JournalOutbox::close);
        return outbox.begin(retention.first());
    }

    /** Everybody who has a place in the journal, but projections. */
    public List<String> readers() {
        return shared.readers().names();
    }

    /** Forgets a reader, so that nothing is kept for it any more. What it rejected stays. */
    public CompletionStage<Void> retire(String name) {
        shared.cursors().forget(name);
        Optional.ofNullable(outboxes.remove(name)).ifPresent(JournalOutbox::close);
        return change(transaction -> {
            shared.cursors().save(transaction);
            shared.rejections().decided().forget(transaction, name);
            shared.absences().forget(transaction, name);
            Traffic.forget(transaction, name);
        });
    }

    /** What became of the entries of each reader. */
    public Books books() {
        return new Books(shared, retention::first);
    }

    /** Prepares the projection's tables and brings it up to date from now on. */
    public void project(Projection projection) throws SQLException, InterruptedException {
        renewal().prepare(projection.tables(), projection::prepare);
        projections.add(projection);
    }

    /** Called on the journal's thread after each commit with the new entries; must be quick. One that throws is left out. */
    public void onCommitted(Consumer<List<Entry>> tap) {
        writer.taps().add(tap);
    }

    public Renewal renewal() {
        return new Renewal(this, shared.damage());
    }

    /** Forgets a projection and its place together: the same one would begin at the oldest entry again. */
    public CompletionStage<Void> retireProjection(String name, StateChange dropTables) {
        String cursor = Cursors.PROJECTION + name;
        shared.cursors().forget(cursor);
        return changeNow(transaction -> {
            dropTables.apply(transaction);
            shared.cursors().save(transaction);
        });
    }

    /** Up to which entry a projection's tables reach, as the reader's connection sees them. */
    public long appliedTo(Connection reader, String projection) throws SQLException {
        return shared.cursors().read(reader, Cursors.PROJECTION + projection);
    }

    /** A new connection that can only read; the caller closes it. Sees what is committed. */
    public Connection openReader() throws SQLException {
        return Schema.openReader(file);
    }

    /** Entries behind a position, at most {@code limit} and 1 MiB; empty only where there are no more. For pages. */
    public List<Entry> entriesAfter(Connection reader, long position, int limit) throws SQLException {
        return new BlockReader(store.times(), shared.damage()).after(reader, position, limit, BlockReader.SLICE_BYTES);
    }

    /** Entries by the time of their observation; for history, on a worker thread. */
    public JournalScan scan() {
        return new JournalScan(store.times(), shared.damage());
    }

    /** Completes, with the cause, when a mistake in the program has stopped it for good; else never. */
    public CompletionStage<Throwable> mistake() {
        return writer.mistake();
    }

    public long lastPosition() {
        return shared.progress().last();
    }

    /** What is known of this box's clock. */
    public BoxClock clock() {
        return new BoxClock(boot, store.times().unsettled(), writer::clockSynchronised);
    }

    /** Why nothing can be acknowledged now, in words for staff. Never waits. */
    public Optional<String> trouble() {
        return writer.trouble();
    }

    public JournalStatus status() {
        long last = lastPosition();
        long first = Math.min(retention.first(), last + 1);
        return new JournalStatus(
                writer.trouble(),
                first,
                last,
                last - first + 1,
                retention.oldest(),
                JournalStatus.bytesOf(file),
                retention.bytes().byClass(),
                line.waiting(),
                shared.damage().places(),
                store.figures().snapshot(line.accepted()),
                shared.readers().status(last, shared.thinned()),
                new JournalStatus.Thinned(
                        shared.thinned().ever().summedUp(),
                        shared.thinned().ever().dropped(),
                        retention.pressed()));
    }

    /** Commits what waits, saves the cursors, and lets go of the folder. */
    @Override
    public void close() {
        close(CLOSE_PATIENCE);
    }

    /** @param patience how long a disk that takes nothing is waited for; all that it does not take is not acknowledged */
    void close(Duration patience) {
        shared.absences().saveAll();
        line.close();
        try {
            if (!thread.join(patience)) {
                Logger.error("The disk did not take what was waiting within {}; it was not acknowledged", patience);
                thread.interrupt();
                thread.join(CLOSE_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (lock;
                store) {
            outboxes.values().forEach(JournalOutbox::close);
        } catch (SQLException | IOException e) {
            throw new UncheckedIOException(new IOException("the journal did not close: " + e.getMessage(), e));
        }
    }
}
