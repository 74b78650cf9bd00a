package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One reader's view of the journal: what is behind its cursor, and what it shall send again. Used by its sink's
 * thread only, but for {@link #backlog}; closed with the journal, when that thread has ended.
 */
final class JournalOutbox implements Outbox, AutoCloseable {

    private final String reader;
    private final Path file;
    private final Shared shared;
    private final BlockReader blocks;

    /** For what was left for later: each of the two keeps the block in which it goes on. */
    private final BlockReader oldBlocks;

    private @Nullable Connection connection;
    private List<Entry> peeked = List.of();
    private List<Entry> peekedOwed = List.of();

    /** What all outboxes of a journal share. */
    record Shared(
            Cursors cursors,
            Progress progress,
            BlockTimes times,
            Damage damage,
            Rejections rejections,
            Function<StateChange, CompletionStage<Void>> change) {

        /** @param change puts one into the next commit */
        static Shared of(
                Store store,
                Cursors cursors,
                Rejections rejections,
                Function<StateChange, CompletionStage<Void>> change) {
            return new Shared(cursors, new Progress(store.last()), store.times(), store.damage(), rejections, change);
        }
    }

    JournalOutbox(String reader, Path file, Shared shared) {
        this.reader = reader;
        this.file = file;
        this.shared = shared;
        this.blocks = new BlockReader(shared.times, shared.damage);
        this.oldBlocks = new BlockReader(shared.times, shared.damage);
    }

    @Override
    public List<Entry> peek(int entries, long bytes) {
        peeked = read(open -> fresh(open, entries, bytes));
        return peeked;
    }

    @Override
    public boolean leap() {
        return shared.cursors.leap(reader, shared.progress.last());
    }

    @Override
    public List<Entry> peekOwed(int entries, long bytes) {
        peekedOwed = List.of();
        for (Stretch stretch : shared.cursors.stretches(reader)) {
            peekedOwed =
                    read(open -> oldBlocks.after(open, shared.cursors.done(stretch.name()), entries, bytes)).stream()
                            .filter(entry -> entry.position() <= stretch.upTo())
                            .toList();
            if (!peekedOwed.isEmpty()) {
                break;
            }
            // Nothing readable is left of it.
            finish(stretch);
        }
        return peekedOwed;
    }

    @Override
    public void doneOwed(long upTo, List<Rejected> rejected) {
        Stretch stretch = shared.cursors.stretches(reader).getFirst();
        settle(stretch.name(), peekedOwed, upTo, rejected);
        if (upTo >= stretch.upTo()) {
            finish(stretch);
        }
    }

    /** Until that is on disk a crash makes the sink have its end again. */
    private void finish(Stretch stretch) {
        shared.cursors.finish(stretch);
        var _ = shared.change.apply(transaction -> {
            CursorTable.delete(transaction, stretch.name());
            // What became of it stands in the reader's books from here on; and where one place moves all do, or what
            // the reader has left since then would be lost.
            shared.cursors.save(transaction);
        });
    }

    @Override
    public long owed() {
        return shared.cursors.owed(reader);
    }

    @Override
    public List<Entry> peekAgain(int entries, long bytes) {
        return shared.rejections.replayWanted(reader)
                ? read(open -> shared.rejections.toReplay(reader, open, entries, bytes))
                : List.of();
    }

    private interface Reading<T> {
        T from(Connection open) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.from(open());
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    private List<Entry> fresh(Connection open, int limit, long bytes) throws SQLException {
        long done = shared.cursors.done(reader);
        long newest = shared.progress.last();
        if (done >= newest) {
            return List.of();
        }
        List<Entry> entries = blocks.after(open, done, limit, bytes);
        if (entries.isEmpty()) {
            // Nothing readable up to the newest: all that is left is damaged, and has been reported.
            shared.cursors.advance(reader, newest, Counts.missed(newest - done));
        }
        return entries;
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = Schema.openReader(file);
            connection = open;
        }
        return open;
    }

    @Override
    public void done(long upTo, List<Rejected> rejected) {
        settle(reader, peeked, upTo, rejected);
    }

    private void settle(String cursor, List<Entry> given, long upTo, List<Rejected> rejected) {
        Map<Entry, String> reasons = withReasons(given, rejected);
        boolean parked = rejected.isEmpty() || shared.rejections.park(reader, reasons);
        long lost = parked ? rejected.size() - reasons.size() : rejected.size();
        if (!parked) {
            Logger.error(
                    "'{}' refused {} entries up to {}, of which no copy can be kept, since their table is damaged on"
                            + " disk",
                    reader,
                    lost,
                    upTo);
        }
        shared.cursors.advance(
                cursor,
                upTo,
                became(cursor, given, upTo, rejected.size() - lost).plus(Counts.missed(lost)));
    }

    @Override
    public void doneAgain(List<Long> taken, List<Rejected> refused) {
        shared.rejections.replayed(reader, taken, refused);
    }

    @Override
    public void away(Instant since, String reason) {
        note(transaction -> Outages.begin(transaction, reader, new Outages.Outage(since, Optional.empty(), reason)));
    }

    @Override
    public void back(Instant since) {
        note(transaction -> Outages.end(transaction, reader, since));
    }

    /** Not waited for: history is no reason to hold up a delivery. */
    private void note(StateChange change) {
        shared.change.apply(change).exceptionally(failed -> {
            Logger.debug(failed, "The history of '{}' lacks an outage", reader);
            return null;
        });
    }

    @Override
    public boolean hasTaken(String place) {
        return read(open -> shared.rejections.takers().isKnown(reader, place, open));
    }

    @Override
    public void rememberTaken(String place) {
        shared.rejections.takers().know(reader, place);
    }

    /** Damage may have left out something of what the sink was just given. */
    private Counts became(String cursor, List<Entry> given, long upTo, long refused) {
        long done = shared.cursors.done(cursor);
        boolean known = !given.isEmpty() && upTo <= given.getLast().position();
        long had = known
                ? given.stream()
                        .filter(entry -> entry.position() > done && entry.position() <= upTo)
                        .count()
                : Math.max(0, upTo - done);
        return new Counts(Math.max(0, had - refused), refused, 0, Math.max(0, upTo - done - had));
    }

    /** From what the sink was just given; else from the journal. */
    private Map<Entry, String> withReasons(List<Entry> given, List<Rejected> rejected) {
        Map<Long, Entry> byPosition = given.stream().collect(Collectors.toMap(Entry::position, entry -> entry));
        Map<Entry, String> reasons = new LinkedHashMap<>();
        for (Rejected each : rejected) {
            Entry entry = byPosition.get(each.position());
            if (entry == null) {
                entry = fetch(each.position());
            }
            if (entry == null) {
                Logger.error(
                        "'{}' refused entry {} ({}), which is no longer in the journal: no copy of it can be kept",
                        reader,
                        each.position(),
                        each.reason());
            } else {
                reasons.put(entry, each.reason());
            }
        }
        return reasons;
    }

    private @Nullable Entry fetch(long position) {
        List<Entry> found = read(open -> blocks.after(open, position - 1, 1, Long.MAX_VALUE));
        return found.isEmpty() || found.getFirst().position() != position ? null : found.getFirst();
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        return shared.progress.await(shared.cursors.done(reader), atMost.toNanos());
    }

    @Override
    public void wake() {
        shared.progress.wake();
    }

    @Override
    public boolean isClosed() {
        return shared.progress.isClosed();
    }

    @Override
    public long backlog() {
        return Math.max(0, shared.progress.last() - shared.cursors.done(reader)) + owed();
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // A reading connection holds nothing that could be lost.
        }
        connection = null;
    }
}
