package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the oldest blocks out of the file, a small step at a time, but never the newest, which holds the numbering. What
 * SQLite cannot read or take out stays where it is and is counted as damage: one bad sector must not keep all that is
 * behind it until the disk is full. Used by the journal's thread only.
 */
final class Trimming {

    /** In one small transaction, so that no acknowledgement waits long for it. */
    static final int STEP_BLOCKS = 200;

    /** The same where blocks are large; a step takes one block at least. */
    static final long STEP_BYTES = 1 << 20;

    /**
     * One step in the open transaction.
     *
     * @param first where the journal begins then
     * @param bytes that are free then
     */
    record Step(long first, Footprint.Bytes bytes) {

        /** It has met damage and takes nothing; the next goes on, around it. */
        boolean isDetour() {
            return bytes.all() == 0;
        }
    }

    private record Row(Block.Range range, Footprint.Bytes bytes) {}

    private final Damage damage;

    /** What lies before is gone, or can never go. */
    private long from = 1;

    /** Near damage blocks go one at a time, to find out which of them can. */
    private int single;

    Trimming(Damage damage) {
        this.damage = damage;
    }

    long from() {
        return from;
    }

    /** Empty when nothing up to that position can go. */
    Optional<Step> step(Store store, long upTo) throws SQLException {
        if (from == Salvage.NOWHERE) {
            return Optional.empty();
        }
        try {
            return together(store, upTo, single > 0 ? 1 : STEP_BLOCKS);
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            // SQLite commits no transaction in which it has met damage.
            store.rollback();
            if (single > 0) {
                pass(store.connection());
                store.rollback();
            }
            single = STEP_BLOCKS;
            return from == Salvage.NOWHERE ? Optional.empty() : Optional.of(new Step(from, Footprint.Bytes.NONE));
        }
    }

    /** Leaves the oldest where it is. */
    private void pass(Connection connection) throws SQLException {
        long readable = Salvage.readableFrom(connection, from);
        if (readable == from) {
            readable = Salvage.readableFrom(connection, from + 1);
        }
        long upTo = readable == Salvage.NOWHERE ? from : Math.max(from, readable - 1);
        damage.found(from, upTo, "SQLite can neither read nor remove it");
        from = readable;
    }

    /** The step is on disk. */
    void landed(Step step) {
        from = step.first;
        single = Math.max(0, single - 1);
    }

    private Optional<Step> together(Store store, long upTo, int blocksMax) throws SQLException {
        Connection transaction = store.connection();
        List<Row> rows = rows(transaction, from, blocksMax + 1);
        Footprint.Bytes bytes = Footprint.Bytes.NONE;
        int count = 0;
        while (count < rows.size() - 1
                && rows.get(count).range.last() <= upTo
                && (count == 0
                        || rows.get(count).range.first()
                                == rows.get(count - 1).range.last() + 1)
                && (count == 0 || bytes.all() + rows.get(count).bytes.all() <= STEP_BYTES)) {
            bytes = bytes.plus(rows.get(count).bytes);
            count++;
        }
        if (count == 0) {
            return Optional.empty();
        }
        Blocks.delete(
                transaction,
                new Block.Range(
                        rows.getFirst().range.first(), rows.get(count - 1).range.first()));
        store.thinned().boardRemoval(transaction, rows.get(count).range.first());
        return Optional.of(new Step(rows.get(count).range.first(), bytes));
    }

    /** Without those whose number cannot be right: they stay, and say nothing of where the journal begins. */
    private static List<Row> rows(Connection transaction, long from, int limit) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = transaction.prepareStatement(
                "SELECT first, last, codec, length(body) FROM block WHERE first >= ? ORDER BY first")) {
            select.setLong(1, from);
            try (ResultSet row = select.executeQuery()) {
                while (rows.size() < limit && row.next()) {
                    Block.Range range = new Block.Range(row.getLong(1), row.getLong(2));
                    if (range.isFrom(
                            rows.isEmpty() ? from : rows.getLast().range.last() + 1)) {
                        rows.add(new Row(range, Codec.read(row.getInt(3)).bytes(row.getLong(4))));
                    }
                }
            }
        }
        return rows;
    }
}
