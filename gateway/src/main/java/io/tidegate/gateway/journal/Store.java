package io.tidegate.gateway.journal;

import io.tidegate.observation.Observation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The writing connection, and what goes into one transaction. Used by the journal's thread only. */
final class Store implements AutoCloseable {

    /**
     * What is on disk now.
     *
     * @param refused changes of the group that threw, by identity
     */
    record Written(long first, Instant recordedAt, Map<Waiting, Throwable> refused) {}

    /**
     * A group on its way to disk.
     *
     * @param blocks by the first of which it is known again
     * @param parkedEver how many payloads were ever parked once it is there, by which one without blocks is known
     */
    private record Attempt(
            Written written,
            ClockState.Stamp stamp,
            List<Block> blocks,
            long parkedEver,
            List<? extends Rider> riders) {

        boolean isOnDisk(Connection connection, ParkedTable found) throws SQLException {
            return blocks.isEmpty() ? found.ever() >= parkedEver : Blocks.holds(connection, blocks.getFirst());
        }
    }

    private final Path file;
    private final WritingConnection writing;
    private final CommitFigures figures;
    private final Damage damage = new Damage();
    private final DiskTrouble trouble = new DiskTrouble();
    private final BlockTimes times = new BlockTimes();
    private final Thinned thinned = new Thinned();
    private @Nullable Connection reader;
    private ParkedTable parked;
    private Footprint footprint;
    private long last;
    private @Nullable Attempt attempted;

    Store(Path file, CommitFigures figures) throws SQLException {
        this.file = file;
        this.figures = figures;
        this.writing = new WritingConnection(file);
        try {
            this.parked = new ParkedTable(connection(), damage);
            this.footprint = new Footprint(connection(), damage);
            this.last = Blocks.newestPosition(connection());
            times.load(connection(), damage);
            thinned.load(connection(), damage);
            rollback();
        } catch (SQLException e) {
            writing.close();
            throw e;
        }
    }

    Connection connection() {
        return writing.get();
    }

    BlockTimes times() {
        return times;
    }

    /** What is no more of entries that had to wait for too long. */
    Thinned thinned() {
        return thinned;
    }

    CommitFigures figures() {
        return figures;
    }

    Damage damage() {
        return damage;
    }

    /** Whether the disk takes what is committed. */
    DiskTrouble trouble() {
        return trouble;
    }

    /** What the entries take on disk. */
    Footprint footprint() {
        return footprint;
    }

    /** The position of the newest entry on disk. */
    long last() {
        return last;
    }

    /** Writes the group and commits it. On an exception nothing of it counts as on disk; see {@link #recover}. */
    Written commit(Group group, ClockState.Stamp stamp, List<? extends Rider> riders)
            throws SQLException, Unwritable, SteppedAside {
        Written written = new Written(last + 1, stamp.wall(), new IdentityHashMap<>());
        long everWithIt = group.parked().isEmpty()
                ? Long.MAX_VALUE
                : parked.ever() + group.parked().size();
        // Before anything else can fail: what is looked for afterwards must never be the group before.
        Attempt attempt = new Attempt(written, stamp, blocks(group, stamp), everWithIt, riders);
        attempted = attempt;
        Connection connection = connection();
        long newLast = last + group.observations().size();
        if (newLast > last) {
            times.unsettled().board(stamp, written.first);
        }
        Footprint.Bytes bytes = Footprint.Bytes.NONE;
        for (Block block : attempt.blocks) {
            Blocks.insert(connection, block);
            bytes = bytes.plus(block.bytes());
        }
        park(group);
        changes(group, written);
        alongside(attempt, group.observations(), bytes);
        commit();
        last = newLast;
        footprint.added(bytes);
        parked.landed();
        landed(attempt);
        return written;
    }

    private void landed(Attempt attempt) {
        times.landed(attempt.stamp);
        if (!attempt.blocks.isEmpty()) {
            times.stretches().landed();
        }
        attempt.riders.forEach(Rider::landed);
    }

    /** Commits what stands in the transaction, with a sync. */
    void commit() throws SQLException {
        connection().commit();
        figures.synced();
    }

    private List<Block> blocks(Group group, ClockState.Stamp stamp) throws Unwritable {
        List<Observation> observations = group.observations();
        if (observations.isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>(1);
        int from = 0;
        try {
            while (from < observations.size()) {
                int to = group.blockEnd(from);
                blocks.add(Block.of(last + 1 + from, observations.subList(from, to), stamp));
                from = to;
            }
            return blocks;
        } catch (RuntimeException e) {
            throw new Unwritable(group, e, one -> EntryCodec.encode(one.batch().seen()));
        }
    }

    /** Where the table of parked payloads is damaged, those fail that bring some; readings and scans go on. */
    private void park(Group group) throws SQLException, Unwritable {
        try {
            parked.park(connection(), group.parked());
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            damage.found(ParkedTable.NAME, e);
            // Not tried one by one: some damage shows only where there are many.
            throw new Unwritable(group.parking(), e);
        } catch (RuntimeException e) {
            throw new Unwritable(
                    group, e, one -> parked.park(connection(), one.batch().parked()));
        }
    }

    private void alongside(Attempt attempt, List<Observation> group, Footprint.Bytes bytes)
            throws SQLException, SteppedAside {
        ClockState.Stamp stamp = attempt.stamp;
        long newLast = last + group.size();
        try {
            if (newLast > last) {
                times.stretches().board(connection(), stamp, last + 1);
            }
            times.board(connection(), stamp, damage);
            footprint.board(connection(), bytes, newLast);
            for (Rider rider : attempt.riders) {
                rider.board(connection(), group, newLast);
            }
        } catch (SQLException e) {
            if (DiskTrouble.isDamage(e)) {
                throw new SteppedAside(e);
            }
            throw e;
        }
    }

    /**
     * A change that is itself wrong, or whose table is damaged, fails alone, or with the batch that it goes along with; a
     * failing disk fails the group.
     */
    private void changes(Group group, Written written) throws SQLException, Unwritable {
        Connection connection = connection();
        for (Waiting waiting : group.waiting()) {
            if (waiting.change().isEmpty()) {
                continue;
            }
            Savepoint before = connection.setSavepoint();
            try {
                waiting.change().get().apply(connection);
                connection.releaseSavepoint(before);
            } catch (SQLException | RuntimeException e) {
                if (DiskTrouble.isDamage(e)) {
                    throw new Unwritable(List.of(waiting), e);
                }
                if (DiskTrouble.isDisk(e)) {
                    throw e;
                }
                if (!waiting.batch().isEmpty()) {
                    throw new Unwritable(List.of(waiting), e);
                }
                connection.rollback(before);
                written.refused.put(waiting, e);
            }
        }
    }

    /**
     * After a failed commit: opens the file anew and says whether the group is on disk after all. The very row of the
     * first block decides it, or the count of parked payloads where it has no entries; changes alone are made again.
     *
     * @return empty when the group is not there, and is to be written again
     */
    Optional<Written> recover() throws SQLException {
        Attempt attempt = Objects.requireNonNull(attempted);
        writing.openAnew();
        Connection connection = connection();
        long newest = Blocks.newestPosition(connection);
        ParkedTable found = new ParkedTable(connection, damage);
        footprint = new Footprint(connection, damage);
        boolean there = attempt.isOnDisk(connection, found);
        rollback();
        parked = found;
        last = newest;
        if (!there) {
            return Optional.empty();
        }
        landed(attempt);
        return Optional.of(attempt.written);
    }

    /** A connection that sees what is committed; damage that it meets keeps no transaction from its commit. */
    Connection reader() throws SQLException {
        Connection open = reader;
        if (open == null) {
            open = Schema.openReader(file);
            reader = open;
        }
        return open;
    }

    void rollback() {
        writing.rollback();
    }

    @Override
    public void close() throws SQLException {
        if (reader != null) {
            reader.close();
        }
        writing.close();
    }
}
