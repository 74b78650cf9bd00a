package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes room where entries have to wait for a cloud for too long: sums up the oldest readings by the minute, and when that
 * does not do, by ten minutes and by the day; then it drops all that is not about goods. What was recorded in the last hour
 * comes last. Each step is a small one, so that no acknowledgement waits long for it. Used by the journal's thread only.
 */
final class Thinning {

    /** Rows that are looked at for one that can be thinned, at once. */
    private static final int SEARCH_ROWS = 1_000;

    /** People may look at it, and a cloud that is back soon gets it as it was. */
    private static final Duration RECENT = Duration.ofHours(1);

    private static final String SEARCH = """
            SELECT first, last, codec, recorded FROM block
            WHERE first >= ? AND last <= ? AND first < (SELECT max(first) FROM block) ORDER BY first LIMIT ?""";

    /**
     * What to thin.
     *
     * @param to how far
     * @param upTo nothing behind it
     * @param before nothing that was recorded later
     * @param ends of what readers have left for later: what lies on both sides of one does not become one
     */
    private record Wish(Thinness to, long upTo, Instant before, NavigableSet<Long> ends) {}

    /**
     * One step, in the open transaction.
     *
     * @param range of the blocks that it put others in the place of
     * @param bytes that are free then
     * @param detour whether it has met damage and changed nothing; the next goes on behind it
     */
    record Step(Thinness to, Block.Range range, long bytes, boolean detour) {}

    private final Damage damage;

    /** Up to there all blocks are as thin, but for damaged ones. */
    private final Map<Thinness, Long> reached = new EnumMap<>(Thinness.class);

    Thinning(Damage damage) {
        this.damage = damage;
    }

    /**
     * Empty when nothing is left that can be thinned.
     *
     * @param upTo what lies behind it is still needed as it is
     */
    Optional<Step> step(Store store, long upTo, NavigableSet<Long> ends, Instant now) throws SQLException {
        for (Instant before : List.of(now.minus(RECENT), Instant.ofEpochMilli(Long.MAX_VALUE))) {
            for (Thinness to : Thinness.THINNER) {
                if (to == Thinness.GOODS && before.isAfter(now)) {
                    // A scan of this hour may not be booked yet.
                    continue;
                }
                Optional<Step> step = step(store, new Wish(to, upTo, before, ends));
                if (step.isPresent()) {
                    return step;
                }
            }
        }
        return Optional.empty();
    }

    /** Only of what was recorded before that, and only the gentlest step. */
    Optional<Step> byTheMinute(Store store, long upTo, NavigableSet<Long> ends, Instant before) throws SQLException {
        return step(store, new Wish(Thinness.MINUTES, upTo, before, ends));
    }

    /** The step is on disk. */
    void landed(Step step) {
        reached.put(step.to, step.range.last());
    }

    private Optional<Step> step(Store store, Wish wish) throws SQLException {
        long from = search(store.connection(), wish);
        if (from == 0) {
            return Optional.empty();
        }
        try {
            Piece piece = Piece.from(store, from, wish.upTo, wish.to);
            return Optional.of(piece.isEmpty() ? detour(wish, piece.end()) : thin(store, piece, wish));
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            // SQLite commits no transaction in which it has met damage.
            store.rollback();
            long readable = BlockReader.readableFrom(store.connection(), from + 1);
            damage.found(from, Math.min(readable - 1, wish.upTo), "SQLite cannot read it");
            return Optional.of(detour(wish, Math.min(readable - 1, wish.upTo)));
        }
    }

    private static Step detour(Wish wish, long upTo) {
        return new Step(wish.to, new Block.Range(upTo, upTo), 0, true);
    }

    /** Where the next block begins that is to be thinned; 0 where there is none. */
    private long search(Connection connection, Wish wish) throws SQLException {
        while (true) {
            int seen = 0;
            try (PreparedStatement select = connection.prepareStatement(SEARCH)) {
                select.setLong(1, reached.getOrDefault(wish.to, 0L) + 1);
                select.setLong(2, wish.upTo);
                select.setInt(3, SEARCH_ROWS);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        seen++;
                        if (Thinness.ofCodec(row.getInt(3)).compareTo(wish.to) < 0) {
                            boolean old = row.getLong(4) <= wish.before.toEpochMilli();
                            return old ? row.getLong(1) : 0;
                        }
                        reached.put(wish.to, row.getLong(2));
                    }
                }
            }
            if (seen < SEARCH_ROWS) {
                return 0;
            }
        }
    }

    private static Step thin(Store store, Piece piece, Wish wish) throws SQLException {
        Connection transaction = store.connection();
        List<Piece.Left> left = piece.thinned(wish.to, wish.ends);
        Blocks.delete(transaction, piece.range());
        Map<Long, Thinned.Holes> holes = new TreeMap<>();
        long bytes = piece.bytes();
        for (Piece.Left each : left) {
            Blocks.insert(transaction, each.block());
            bytes -= Footprint.of(each.block());
            holes.put(each.block().first(), each.holes());
        }
        store.thinned().board(transaction, piece.range(), holes);
        return new Step(wish.to, piece.range(), bytes, false);
    }
}
