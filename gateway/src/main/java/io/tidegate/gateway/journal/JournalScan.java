package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What was observed between two moments, straight from the journal's blocks. There is no index by time, which every
 * commit would have to write: blocks stand in the order in which they were recorded, so the first one is found by
 * halving, and each block's own times say whether it is worth decoding. Safe from any worker thread; a connection belongs
 * to the calling thread.
 */
public final class JournalScan {

    /** An observation whose own time is further than this from the moment when it was recorded is not found by time. */
    public static final Duration ASTRAY_MAX = Duration.ofHours(1);

    private final Damage damage;

    JournalScan(Damage damage) {
        this.damage = damage;
    }

    /**
     * Hands over the entries observed at or after {@code from} and before {@code to}, in order of position.
     *
     * @param limit entries at most
     * @return false when there were more than the limit
     */
    public boolean between(Connection reader, Instant from, Instant to, int limit, Consumer<Entry> each)
            throws SQLException {
        long fromMillis = from.toEpochMilli();
        long toMillis = to.toEpochMilli();
        int found = 0;
        try (PreparedStatement select = reader.prepareStatement(
                Blocks.SELECT + "WHERE first >= ? AND latest >= ? AND earliest < ? ORDER BY first")) {
            select.setLong(1, firstRecordedAt(reader, fromMillis - ASTRAY_MAX.toMillis()));
            select.setLong(2, fromMillis);
            select.setLong(3, toMillis);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Block block = Blocks.read(row);
                    if (block.recorded() >= toMillis + ASTRAY_MAX.toMillis()) {
                        return true;
                    }
                    for (Entry entry : entries(block)) {
                        long at = entry.observation().at().toEpochMilli();
                        if (at < fromMillis || at >= toMillis) {
                            continue;
                        }
                        if (found++ >= limit) {
                            return false;
                        }
                        each.accept(entry);
                    }
                }
            }
        }
        return true;
    }

    private Iterable<Entry> entries(Block block) {
        try {
            return block.entries();
        } catch (DamagedBlock e) {
            damage.found(block.first(), block.last(), String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** Where the first block begins that was recorded at that moment or later. */
    private static long firstRecordedAt(Connection reader, long millis) throws SQLException {
        long low = Blocks.oldestPosition(reader, 0);
        long high = Blocks.newestPosition(reader) + 1;
        try (PreparedStatement select = reader.prepareStatement(
                "SELECT first, recorded FROM block WHERE first <= ? ORDER BY first DESC LIMIT 1")) {
            while (low < high) {
                long middle = low + (high - low) / 2;
                select.setLong(1, middle);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next() && row.getLong(2) >= millis) {
                        high = Math.min(middle, row.getLong(1));
                    } else {
                        low = middle + 1;
                    }
                }
            }
        }
        return low;
    }
}
