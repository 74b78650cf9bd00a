package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.site.Selection;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One reader's view of the journal: what is behind the cursors of its lanes, and what it shall send again. Used by its sink's
 * thread only, but for {@link #backlog}; closed with the journal, when that thread has ended.
 */
final class JournalOutbox implements Outbox, AutoCloseable {

    private final String reader;
    private final Path file;
    private final Shared shared;
    private final Lanes lanes;
    private final Traffic traffic;
    private boolean cut;
    private @Nullable Connection connection;

    /** What all outboxes of a journal share. */
    record Shared(
            Cursors cursors,
            Progress progress,
            BlockTimes times,
            Damage damage,
            Thinned thinned,
            Rejections rejections,
            Absences absences,
            Milestones milestones,
            Function<StateChange, CompletionStage<Void>> change) {

        /** @param change puts one into the next commit */
        static Shared of(
                Store store,
                Cursors cursors,
                Rejections rejections,
                Function<StateChange, CompletionStage<Void>> change)
                throws SQLException {
            Absences absences = new Absences(change, store.damage(), System::nanoTime);
            absences.load(store.connection());
            return new Shared(
                    cursors,
                    new Progress(store.last()),
                    store.times(),
                    store.damage(),
                    store.thinned(),
                    rejections,
                    absences,
                    new Milestones(InstantSource.system()),
                    change);
        }

        Readers readers() {
            return cursors.readers();
        }

        Standing standing(String reader) {
            return readers().standing(reader);
        }
    }

    JournalOutbox(String reader, Selection selection, Path file, Shared shared) {
        this.reader = reader;
        this.file = file;
        this.shared = shared;
        this.traffic = new Traffic(reader, shared, System::nanoTime);
        this.lanes = new Lanes(reader, selection, shared, new Settling(reader, shared, this::fetch));
    }

    /** Takes the reader's place, or makes one that begins before {@code oldest}. */
    JournalOutbox begin(long oldest) {
        Readers readers = shared.readers();
        boolean anew = readers.standing(reader).own().base() == Cursor.NO_BOOKS
                && readers.openReader(reader, oldest, read(open -> shared.rejections.kept(reader, open)));
        boolean otherwise =
                readers.standing(reader).ahead().values().stream().anyMatch(place -> place.base() != lanes.print());
        if (otherwise) {
            readers.forgetAhead(reader);
        }
        if (anew || otherwise) {
            // Before anything that it refuses, or a crash would have it kept for books that are not there.
            var _ = CursorSaving.soon(shared.cursors, shared.change);
        }
        reached();
        return this;
    }

    private void reached() {
        shared.milestones.reached(reader, shared.cursors.done(reader));
    }

    @Override
    public List<Entry> peek(Lane lane, int entries, long bytes) {
        shared.absences.saveWhenDue(reader);
        Lock giving = shared.readers().giving();
        Look look;
        giving.lock();
        try {
            look = read(open -> lanes.look(open, lane, entries, bytes));
        } finally {
            giving.unlock();
        }
        cut = look.cut();
        reached();
        return isGiven(lane, look) ? look.entries() : List.of();
    }

    private boolean isGiven(Lane lane, Look look) {
        try {
            return lanes.give(lane, look);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isCut() {
        return cut;
    }

    @Override
    public void done(Lane lane, long upTo, List<Rejected> rejected) {
        lanes.done(lane, upTo, rejected);
        reached();
    }

    @Override
    public boolean leap() {
        return shared.readers().leap(reader, shared.progress.last());
    }

    @Override
    public long owed() {
        return shared.standing(reader).owed();
    }

    @Override
    public List<Entry> peekAgain(int entries, long bytes) {
        return shared.rejections.replayWanted(reader)
                ? read(open -> shared.rejections.toReplay(reader, open, new Rejections.Limit(entries, bytes)))
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

    /** From the journal; null where it is no longer there. */
    private @Nullable Entry fetch(long position) {
        BlockReader blocks = new BlockReader(shared.times, shared.damage);
        List<Entry> found = read(open -> blocks.after(open, position - 1, 1, Long.MAX_VALUE));
        return found.isEmpty() || found.getFirst().position() != position ? null : found.getFirst();
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
    public void doneAgain(List<Long> taken, List<Rejected> refused) {
        shared.rejections.replayed(reader, taken, refused);
        shared.readers().sentAgain(reader, (long) taken.size() + refused.size());
    }

    @Override
    public void away(Instant since, String reason) {
        shared.absences.began(reader, since, reason);
    }

    @Override
    public void back(Instant since) {
        shared.absences.ended(reader, since);
    }

    @Override
    public long sentBetween(LocalDate first, LocalDate last) {
        loadTraffic();
        return traffic.between(first, last);
    }

    @Override
    public void sent(LocalDate day, long bytes) {
        loadTraffic();
        traffic.sent(day, bytes);
    }

    private void loadTraffic() {
        read(open -> {
            traffic.load(open);
            return traffic;
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

    @Override
    public boolean await(Lane lane, Duration atMost) throws InterruptedException {
        Standing standing = shared.standing(reader);
        long done = switch (lane) {
            case FRESH -> standing.own().done();
            case URGENT, STATE -> standing.doneAhead(Ahead.of(reader, lane).priority());
            // Only somebody's wish ends it.
            case OWED, AGAIN -> Long.MAX_VALUE;
        };
        return shared.progress.await(done, atMost.toNanos());
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
        return shared.standing(reader).backlog(shared.progress.last(), shared.thinned);
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
