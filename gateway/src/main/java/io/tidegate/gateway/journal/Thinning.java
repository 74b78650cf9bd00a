package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Reduction.Fate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes room where entries take more than they may: sums up the oldest readings by the minute, and when that does not do, by
 * ten minutes and by the day; then it drops all that is not about goods. What was recorded in the last hour comes last. Each
 * step is a small one, so that no acknowledgement waits long for it. Used by the journal's thread only.
 */
final class Thinning {

    /** Rows that are looked at for one that can be thinned, at once. */
    private static final int SEARCH_ROWS = 1_000;

    /** People may look at it, and a cloud that is back soon gets it as it was. */
    private static final Duration RECENT = Duration.ofHours(1);

    private static final Instant WHENEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    private static final String SEARCH = Blocks.STAMPS + "WHERE first >= ? ORDER BY first LIMIT ?";

    /**
     * What readers leave to be thinned.
     *
     * @param upTo what lies behind it is still needed as it is
     * @param had up to there every sink has had everything, and misses nothing
     * @param seams what lies on both sides of one does not become one
     */
    record Leave(long upTo, long had, Seams seams) {

        /** Nothing that a sink has yet to have. */
        Leave onlyHad() {
            return only(had);
        }

        private Leave only(long last) {
            return new Leave(Math.min(upTo, last), had, seams);
        }
    }

    /** A step of a kind, on what was recorded before. */
    private record Task(Reduction by, Instant before, Leave leave) {}

    /**
     * One step, in the open transaction.
     *
     * @param range of the blocks that it put others in the place of
     * @param bytes that are free then
     * @param detour whether it has met damage and changed nothing; the next goes on behind it
     */
    record Step(Reduction by, Block.Range range, Footprint.Bytes bytes, boolean detour) {}

    private final Damage damage;

    /** Up to there all blocks are as thin, but for damaged ones. */
    private final Map<Reduction, Long> reached = new EnumMap<>(Reduction.class);

    /** What could not be summed up yet, since a reader was being given it: the first of such blocks. */
    private Block.@Nullable Range left;

    private final Map<Reduction, Aged> aged = new EnumMap<>(Reduction.class);

    Thinning(Damage damage) {
        this.damage = damage;
    }

    /**
     * The first of some kinds of steps by which anything gives way; empty when nothing does.
     *
     * @param kinds the gentlest first
     */
    Optional<Step> step(Store store, Leave leave, Instant now, List<Reduction> kinds) throws SQLException {
        comeBack(leave.seams);
        for (Instant before : List.of(now.minus(RECENT), WHENEVER)) {
            for (Reduction by : kinds) {
                if (by.of(RetentionClass.EVENTS) == Fate.DROPPED && before.isAfter(now)) {
                    // A scan of this hour may not be booked yet.
                    continue;
                }
                Optional<Step> step = step(store, new Task(by, before, leave));
                if (step.isPresent()) {
                    return step;
                }
            }
        }
        return Optional.empty();
    }

    /** Only of what was recorded before that, by a clock that could be believed: what one showed that nobody had set is no age. */
    Optional<Step> old(Store store, Leave leave, Instant before, Reduction by) throws SQLException {
        comeBack(leave.seams);
        Aged old = aged.computeIfAbsent(by, _ -> new Aged());
        // Once more where all that it knew to be old is as it should be.
        for (int look = 0; look < 2; look++) {
            long upTo = old.upTo(store, reached(by) + 1, before.toEpochMilli());
            Optional<Step> step = upTo == 0 ? Optional.empty() : step(store, new Task(by, WHENEVER, leave.only(upTo)));
            if (step.isPresent()) {
                return step;
            }
        }
        return Optional.empty();
    }

    private long reached(Reduction by) {
        return reached.getOrDefault(by, 0L);
    }

    private void pass(Reduction by, long upTo) {
        reached.merge(by, upTo, Math::max);
    }

    /** The step is on disk. */
    void landed(Step step) {
        // Where a block's number flipped, a search may find what stands before, and would go round for ever.
        pass(step.by, step.detour() ? Math.max(step.range.last(), reached(step.by) + 1) : step.range.last());
    }

    private Optional<Step> step(Store store, Task task) throws SQLException {
        long from = 0;
        try {
            from = search(store, task);
            if (from == 0) {
                return Optional.empty();
            }
            Piece piece = piece(store, from, task);
            return Optional.of(piece.isEmpty() ? detour(task, piece.end()) : thin(store, piece, task));
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e) && !DiskTrouble.isDisorder(e)) {
                throw e;
            }
            // SQLite commits no transaction in which it has met damage.
            store.rollback();
            return Optional.of(detour(task, behindDamage(store.connection(), task, from)));
        }
    }

    /**
     * The last position that can neither be read nor thinned.
     *
     * @param from where a block begins that cannot; 0 where none was found
     */
    private long behindDamage(Connection connection, Task task, long from) throws SQLException {
        long lost = from == 0 ? reached(task.by) + 1 : from;
        long last = Math.min(Salvage.readableFrom(connection, from == 0 ? lost : from + 1) - 1, task.leave.upTo);
        if (last >= lost) {
            damage.found(lost, last, "SQLite cannot read it");
        }
        return last;
    }

    /** It ends where what every sink has had ends, since of that nothing is missed. */
    private static Piece piece(Store store, long from, Task task) throws SQLException {
        long upTo = task.leave.upTo;
        long had = task.leave.had < from ? upTo : Math.min(task.leave.had, upTo);
        Piece piece = Piece.from(store, new Block.Range(from, had), task.by, task.before, task.leave.seams);
        return piece.isEmpty() && had < upTo
                ? Piece.from(store, new Block.Range(from, upTo), task.by, task.before, task.leave.seams)
                : piece;
    }

    private static Step detour(Task task, long upTo) {
        return new Step(task.by, new Block.Range(upTo, upTo), Footprint.Bytes.NONE, true);
    }

    /** Once the reader has gone past it. */
    private void comeBack(Seams seams) {
        Block.Range first = left;
        if (first != null && !seams.isGiven(first)) {
            left = null;
            reached.replaceAll((_, upTo) -> Math.min(upTo, first.first() - 1));
        }
    }

    /** Where the next block begins that is to be thinned; 0 where there is none. */
    private long search(Store store, Task task) throws SQLException {
        // Not the newest block, which holds the numbering.
        long upTo = Math.min(task.leave.upTo, store.last() - 1);
        while (true) {
            int seen = 0;
            long before = reached(task.by);
            try (PreparedStatement select = store.connection().prepareStatement(SEARCH)) {
                select.setLong(1, before + 1);
                select.setInt(2, SEARCH_ROWS);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        seen++;
                        Block.Range block = new Block.Range(row.getLong(1), row.getLong(6));
                        if (!block.isFrom(reached(task.by) + 1)) {
                            // Its number flipped, and says nothing of those behind it.
                            continue;
                        }
                        if (block.first() > upTo) {
                            return 0;
                        }
                        if (block.last() > upTo) {
                            continue;
                        }
                        if (task.by.takesOf(Codec.read(row.getInt(7))) && !waits(task, block)) {
                            Hindsight known = store.times().boots().hindsight(Blocks.stamp(row));
                            return known.recordedAt().isAfter(task.before) ? 0 : block.first();
                        }
                        pass(task.by, block.last());
                    }
                }
            }
            if (seen < SEARCH_ROWS || reached(task.by) == before) {
                return 0;
            }
        }
    }

    /** It is to be looked at again when the reader has gone past it. */
    private boolean waits(Task task, Block.Range block) {
        boolean waits = task.by.waits(block, task.leave.seams);
        if (waits && (left == null || block.first() < left.first())) {
            left = block;
        }
        return waits;
    }

    private static Step thin(Store store, Piece piece, Task task) throws SQLException {
        Connection transaction = store.connection();
        List<Piece.Left> left = piece.thinned(task.by, task.leave.seams);
        Blocks.delete(transaction, piece.range());
        Map<Long, Thinned.Holes> holes = new TreeMap<>();
        Footprint.Bytes bytes = piece.bytes();
        for (Piece.Left each : left) {
            Blocks.insert(transaction, each.block());
            bytes = bytes.minus(each.block().bytes());
            holes.put(each.block().first(), each.holes());
        }
        store.thinned().board(transaction, piece.range(), holes, piece.range().last() <= task.leave.had);
        return new Step(task.by, piece.range(), bytes, false);
    }
}
