package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reader's view of the journal: first what it shall send again, then what is behind its cursor. */
final class JournalOutbox implements Outbox, AutoCloseable {

    private final String reader;
    private final Path file;
    private final Shared shared;
    private @Nullable Connection connection;
    private boolean replaying;

    /** What all outboxes of a journal share. */
    record Shared(Cursors cursors, Progress progress, Damage damage, Rejections rejections) {}

    JournalOutbox(String reader, Path file, Shared shared) {
        this.reader = reader;
        this.file = file;
        this.shared = shared;
    }

    @Override
    public List<Entry> peek(int limit) {
        try {
            List<Entry> again = shared.rejections.toReplay(reader, open(), limit);
            replaying = !again.isEmpty();
            return replaying ? again : fresh(limit);
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    private List<Entry> fresh(int limit) throws SQLException {
        long done = shared.cursors.done(reader);
        long newest = shared.progress.last();
        if (done >= newest) {
            return List.of();
        }
        List<Entry> entries = Blocks.after(open(), done, limit, shared.damage);
        if (entries.isEmpty()) {
            // Nothing readable up to the newest: all that is left is damaged, and has been reported.
            shared.cursors.advance(reader, newest);
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
        if (replaying) {
            shared.rejections.replayed(reader, upTo, rejected);
            replaying = false;
            return;
        }
        if (!rejected.isEmpty()) {
            shared.rejections.park(reader, rejected);
        }
        shared.cursors.advance(reader, upTo);
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        return shared.rejections.replayWanted(reader)
                || shared.progress.await(shared.cursors.done(reader), atMost.toNanos())
                || shared.rejections.replayWanted(reader);
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
