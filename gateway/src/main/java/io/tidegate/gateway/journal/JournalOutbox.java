package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private @Nullable Connection connection;
    private List<Entry> peeked = List.of();

    /** What all outboxes of a journal share. */
    record Shared(Cursors cursors, Progress progress, BlockTimes times, Damage damage, Rejections rejections) {}

    JournalOutbox(String reader, Path file, Shared shared) {
        this.reader = reader;
        this.file = file;
        this.shared = shared;
        this.blocks = new BlockReader(shared.times, shared.damage);
    }

    @Override
    public List<Entry> peek(int entries, long bytes) {
        peeked = read(open -> fresh(open, entries, bytes));
        return peeked;
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
            shared.cursors.advance(reader, newest, newest - done);
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
        long lost = rejected.isEmpty() || shared.rejections.park(reader, withReasons(rejected)) ? 0 : rejected.size();
        if (lost > 0) {
            Logger.error(
                    "'{}' refused {} entries up to {}, of which no copy can be kept, since their table is damaged on"
                            + " disk",
                    reader,
                    lost,
                    upTo);
        }
        shared.cursors.advance(reader, upTo, skipped(upTo) + lost);
    }

    @Override
    public void doneAgain(List<Long> taken, List<Rejected> refused) {
        shared.rejections.replayed(reader, taken, refused);
    }

    @Override
    public boolean hasTaken(String place) {
        return read(open -> shared.rejections.takers().isKnown(reader, place, open));
    }

    @Override
    public void rememberTaken(String place) {
        shared.rejections.takers().know(reader, place);
    }

    /** What damage left out of what the sink was just given. */
    private long skipped(long upTo) {
        long done = shared.cursors.done(reader);
        boolean known = !peeked.isEmpty() && upTo <= peeked.getLast().position();
        long had = peeked.stream()
                .filter(entry -> entry.position() > done && entry.position() <= upTo)
                .count();
        return known ? Math.max(0, upTo - done - had) : 0;
    }

    /** From what the sink was just given; else from the journal. */
    private Map<Entry, String> withReasons(List<Rejected> rejected) {
        Map<Long, Entry> byPosition = peeked.stream().collect(Collectors.toMap(Entry::position, entry -> entry));
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
    public boolean isClosed() {
        return shared.progress.isClosed();
    }

    @Override
    public long backlog() {
        return Math.max(0, shared.progress.last() - shared.cursors.done(reader));
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
