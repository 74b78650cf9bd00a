package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Stretches.Stretch;
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
 * are found by halving, and each block's own times say whether it is worth decoding. What is damaged is reported and
 * passed. Safe from any worker thread; a connection belongs to the calling thread.
 */
public final class JournalScan {

    /** An observation whose own time is further than this from the moment when it was recorded is not found by time. */
    public static final Duration ASTRAY_MAX = Duration.ofHours(1);

    // Of a block whose clock was perhaps set right later, the times that stand in it say nothing.
    private static final String OF_THE_TIME = "(synchronised = 0 OR (latest >= ? AND earliest < ?))";

    private static final String WANTED =
            Blocks.SELECT + "WHERE " + OF_THE_TIME + " AND first >= ? AND first < ? ORDER BY first";

    /** Touches the same pages, and says where it is. */
    private static final String EACH = "SELECT first, CASE WHEN " + OF_THE_TIME + " THEN body END FROM block"
            + " WHERE first >= ? AND first < ? ORDER BY first";

    private static final String FOLLOWING = Blocks.STAMPS + "WHERE first >= ? ORDER BY first";

    private static final String NEXT = FOLLOWING + " LIMIT 1";

    /** Blocks by position: from the first to before the second. */
    private record Range(long first, long end) {}

    private final BlockTimes times;
    private final Damage damage;

    JournalScan(BlockTimes times, Damage damage) {
        this.times = times;
        this.damage = damage;
    }

    /** What somebody wants to have, and how many they still take. */
    private static final class Wish {
        final long fromMillis;
        final long toMillis;
        final Consumer<Entry> each;
        int left;

        Wish(Instant from, Instant to, int limit, Consumer<Entry> each) {
            this.fromMillis = from.toEpochMilli();
            this.toMillis = to.toEpochMilli();
            this.left = limit;
            this.each = each;
        }

        /** False when it would be one too many. */
        boolean offer(Entry entry) {
            long at = entry.observation().at().toEpochMilli();
            if (at < fromMillis || at >= toMillis) {
                return true;
            }
            if (left-- == 0) {
                return false;
            }
            each.accept(entry);
            return true;
        }
    }

    /**
     * Hands over the entries observed at or after {@code from} and before {@code to}, in order of position.
     *
     * @param limit entries at most
     * @return false when there were more than the limit
     */
    public boolean between(Connection reader, Instant from, Instant to, int limit, Consumer<Entry> each)
            throws SQLException {
        Wish wish = new Wish(from, to, limit, each);
        long scannedTo = 0;
        for (Range range : recorded(reader, from.minus(ASTRAY_MAX), to.plus(ASTRAY_MAX))) {
            Range whole = new Range(Math.max(scannedTo, range.first), withThinned(reader, range.end, to));
            if (!scan(reader, whole, wish)) {
                return false;
            }
            scannedTo = whole.end;
        }
        return true;
    }

    /** Thinned blocks that follow, too: what became one with later ones is recorded as late as the last of them. */
    private long withThinned(Connection reader, long end, Instant to) throws SQLException {
        Instant until = to.plus(ASTRAY_MAX).plus(Thinness.DAYS.block());
        long found = end;
        try (PreparedStatement select = reader.prepareStatement(FOLLOWING)) {
            select.setLong(1, end);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()
                        && Codec.read(row.getInt(7)).thinness() != Thinness.WHOLE
                        && times.boots()
                                .hindsight(Blocks.stamp(row))
                                .recordedAt()
                                .isBefore(until)) {
                    found = row.getLong(1) + 1;
                }
            }
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
        }
        return found;
    }

    /** False when there were too many. */
    private boolean scan(Connection reader, Range whole, Wish wish) throws SQLException {
        Range range = whole;
        long readOn = 0;
        while (range.first < range.end) {
            try (PreparedStatement select = asking(reader, WANTED, range, wish);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Block block = Blocks.read(row);
                    if (block.first() < range.first) {
                        // Had already, or the way there is wrong.
                        continue;
                    }
                    List<Entry> entries = entries(block);
                    // The number of a damaged block is not to be believed.
                    range = new Range((entries.isEmpty() ? range.first : block.first()) + 1, range.end);
                    for (Entry entry : entries) {
                        if (!wish.offer(entry)) {
                            return false;
                        }
                    }
                }
                return true;
            } catch (SQLException e) {
                if (!DiskTrouble.isDamage(e)) {
                    throw e;
                }
                Range behind = behindDamage(reader, range, wish);
                // Nothing is lost where only the way there was: a block whose number flipped stood in it.
                range = behind.first >= range.end && range.first > readOn ? range : behind;
                readOn = range.first;
            }
        }
        return true;
    }

    private static PreparedStatement asking(Connection reader, String sql, Range range, Wish wish) throws SQLException {
        PreparedStatement select = reader.prepareStatement(sql);
        select.setLong(1, wish.fromMillis);
        select.setLong(2, wish.toMillis);
        select.setLong(3, range.first);
        select.setLong(4, range.end);
        return select;
    }

    private Range behindDamage(Connection reader, Range range, Wish wish) throws SQLException {
        long lost = range.first;
        try (PreparedStatement select = asking(reader, EACH, range, wish);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                lost = row.getLong(1) + 1;
            }
            lost = range.end;
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
        }
        long readable = Salvage.readableFrom(reader, lost);
        if (readable > lost && readable != Salvage.NOWHERE) {
            damage.found(lost, readable - 1, "SQLite cannot read it");
        }
        return new Range(Math.max(readable, lost + 1), range.end);
    }

    private List<Entry> entries(Block block) {
        try {
            return block.entries(times.boots().hindsight(block.stamp()));
        } catch (DamagedBlock e) {
            damage.found(block.first(), block.last(), String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** Where the first entry stands that was recorded between the two moments, or within a minute of them. */
    public OptionalLong firstRecorded(Connection reader, Instant from, Instant to) throws SQLException {
        return recorded(reader, from, to).stream()
                .filter(range -> range.first < range.end)
                .mapToLong(range -> range.first)
                .findFirst();
    }

    /** Where the blocks stand that were recorded between the two moments, and perhaps some more; in some stretches none. */
    private List<Range> recorded(Connection reader, Instant from, Instant to) throws SQLException {
        Instant since = from.minus(Stretches.FALL_MAX);
        Instant until = to.plus(Stretches.FALL_MAX);
        List<Range> ranges = new ArrayList<>();
        for (Stretch stretch : times.stretches().all()) {
            Range range = new Range(stretch.first(), stretch.end());
            if (stretch.rises()) {
                long first = recordedSince(reader, range, since);
                range = new Range(first, recordedSince(reader, new Range(first, range.end), until));
            }
            ranges.add(range);
        }
        return ranges;
    }

    /** From where on all was recorded at that moment or later; the range's end when nothing was. */
    private long recordedSince(Connection reader, Range range, Instant moment) throws SQLException {
        long low = range.first;
        long high = range.end;
        while (low < high) {
            long middle = low + (high - low) / 2;
            OptionalLong older = olderFrom(reader, middle, moment);
            if (older.isPresent() && older.getAsLong() < high) {
                low = Math.max(middle, older.getAsLong()) + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Where the next block begins, if it is from before that moment. What cannot be read is as old as what follows. */
    private OptionalLong olderFrom(Connection reader, long position, Instant moment) throws SQLException {
        try (PreparedStatement next = reader.prepareStatement(NEXT)) {
            next.setLong(1, position);
            try (ResultSet row = next.executeQuery()) {
                boolean older = row.next()
                        && times.boots()
                                .hindsight(Blocks.stamp(row))
                                .recordedAt()
                                .isBefore(moment);
                return older ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
        }
        long readable = Salvage.readableFrom(reader, position);
        return readable == position || readable == Salvage.NOWHERE
                ? OptionalLong.empty()
                : olderFrom(reader, readable, moment);
    }
}
