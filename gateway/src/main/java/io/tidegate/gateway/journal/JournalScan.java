package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What was observed between two moments, straight from the journal's blocks. There is no index by time, which every
 * commit would have to write: in each of the {@link Stretches} the clock only rose, so that the blocks of the asked time
 * are found by halving, whatever the clock was set to before or after; and each block's own times say whether it is worth
 * decoding. Safe from any worker thread; a connection belongs to the calling thread.
 */
public final class JournalScan {

    /** An observation whose own time is further than this from the moment when it was recorded is not found by time. */
    public static final Duration ASTRAY_MAX = Duration.ofHours(1);

    /** Blocks of one stretch, by position: from the first to before the second. */
    private record Range(long first, long end) {}

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
        int left = limit;
        // Of a block whose clock was set right later, the times that stand in it say nothing.
        try (PreparedStatement select = reader.prepareStatement(Blocks.SELECT + """
                WHERE first >= ? AND first < ? AND (%s <> 0 OR (latest >= ? AND earliest < ?)) ORDER BY first""".formatted(Blocks.SHIFT))) {
            for (Range range : recorded(reader, from.minus(ASTRAY_MAX), to.plus(ASTRAY_MAX))) {
                select.setLong(1, range.first);
                select.setLong(2, range.end);
                select.setLong(3, fromMillis);
                select.setLong(4, toMillis);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        for (Entry entry : entries(Blocks.read(row))) {
                            long at = entry.observation().at().toEpochMilli();
                            if (at < fromMillis || at >= toMillis) {
                                continue;
                            }
                            if (left-- == 0) {
                                return false;
                            }
                            each.accept(entry);
                        }
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

    /** Where the first entry stands that was recorded between the two moments, or within a minute of them. */
    public OptionalLong firstRecorded(Connection reader, Instant from, Instant to) throws SQLException {
        return recorded(reader, from, to).stream()
                .mapToLong(range -> range.first)
                .findFirst();
    }

    /** Where the blocks stand that were recorded between the two moments, and perhaps some more. */
    private static List<Range> recorded(Connection reader, Instant from, Instant to) throws SQLException {
        long fromMillis = from.minus(Stretches.FALL_MAX).toEpochMilli();
        long toMillis = to.plus(Stretches.FALL_MAX).toEpochMilli();
        List<Long> bounds = Stretches.bounds(reader);
        List<Range> ranges = new ArrayList<>();
        try (PreparedStatement select = reader.prepareStatement(
                "SELECT " + Blocks.RECORDED + Blocks.FROM + "WHERE first <= ? ORDER BY first DESC LIMIT 1")) {
            for (int i = 1; i < bounds.size(); i++) {
                Range stretch = new Range(bounds.get(i - 1), bounds.get(i));
                long first = firstRecordedAt(select, stretch, fromMillis);
                long end =
                        first == stretch.end ? first : firstRecordedAt(select, new Range(first, stretch.end), toMillis);
                if (first < end) {
                    ranges.add(new Range(first, end));
                }
            }
        }
        return ranges;
    }

    /** Where the first block begins that was recorded at that moment or later; the range's end when there is none. */
    private static long firstRecordedAt(PreparedStatement select, Range range, long millis) throws SQLException {
        if (!isRecordedSince(select, range.end - 1, millis)) {
            return range.end;
        }
        long low = range.first;
        long high = range.end - 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (isRecordedSince(select, middle, millis)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Of the block that holds the position. */
    private static boolean isRecordedSince(PreparedStatement select, long position, long millis) throws SQLException {
        select.setLong(1, position);
        try (ResultSet row = select.executeQuery()) {
            return row.next() && row.getLong(1) >= millis;
        }
    }
}
