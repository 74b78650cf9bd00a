package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.sync.EntrySize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * Reads entries in order, whatever blocks they stand in, and goes past what is damaged: a block that is not what was
 * written, a page that SQLite cannot read. Keeps the block that it decoded last, since the next read begins in it, unless
 * its times were set right meanwhile. Used by one thread at a time.
 */
final class BlockReader {

    private static final String FROM_THE_BLOCK_THAT_HOLDS =
            "WHERE first >= (SELECT coalesce(max(first), 0) FROM block WHERE first <= ?) ORDER BY first";

    private static final String FROM_THE_NEXT_BLOCK = "WHERE first >= ? ORDER BY first";

    /** What a page or a history reads at once, about: a few large entries must not fill a small board's memory. */
    static final long SLICE_BYTES = 1 << 20;

    private final BlockTimes times;
    private final Damage damage;
    private @Nullable Decoded decoded;

    /** Where the next entry is to be looked for. */
    private long next;

    /** Whether all before {@link #next} was read, so that a hole behind it is one. */
    private boolean whole;

    private int entriesLeft;
    private long bytesLeft;

    private boolean detoured;

    /** So many right before {@link #next} were summed up, and no entry has said so yet. */
    private long summedUp;

    /** A block's entries, with its times as they were known then. */
    private record Decoded(Block.Range range, ClockState.Stamp stamp, SparseBody.Content content, Hindsight times) {

        boolean holds(long position) {
            return range.first() <= position && position <= range.last();
        }

        /** Which of its entries is the first at a position or behind it. */
        int indexFrom(long position) {
            List<Entry> entries = content.entries();
            int low = 0;
            int high = (int) Math.min(entries.size(), position - range.first());
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (entries.get(middle).position() < position) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    BlockReader(BlockTimes times, Damage damage) {
        this.times = times;
        this.damage = damage;
    }

    /** The block that it keeps may be another by now. */
    void forget() {
        decoded = null;
    }

    /** Whether the last read met pages that SQLite cannot read. */
    boolean detoured() {
        return detoured;
    }

    /** Whether the last read ended at one of its limits, so that there may be more. */
    boolean isCut() {
        return !hasRoom();
    }

    /**
     * Entries behind a position, at most {@code limit} and so many bytes ({@link EntrySize}), but one at least where there
     * is one. Fewer only where there are no more, or none that can be read: then the next call throws.
     */
    List<Entry> after(Connection connection, long position, int limit, long bytes) throws SQLException {
        List<Entry> entries = new ArrayList<>(Math.min(limit, Block.ENTRIES_MAX));
        next = position + 1;
        whole = false;
        summedUp = 0;
        entriesLeft = limit;
        bytesLeft = bytes;
        detoured = false;
        takeKept(entries);
        long failedAt = 0;
        String where = FROM_THE_BLOCK_THAT_HOLDS;
        while (hasRoom()) {
            try {
                readOn(connection, where, entries);
                return entries;
            } catch (SQLiteException e) {
                if (!DiskTrouble.isDamage(e)) {
                    throw e;
                }
                detoured = true;
                // Twice at one place: the first row there can be read, and says nothing of where it is.
                long unreadable = next == failedAt ? next + 1 : next;
                failedAt = unreadable;
                next = Salvage.readableFrom(connection, unreadable);
                if (next == Salvage.NOWHERE) {
                    return orNothing(entries, unreadable);
                }
                if (next > unreadable) {
                    damage.found(unreadable, next - 1, "SQLite cannot read it (" + e.getResultCode() + ")");
                }
                where = FROM_THE_NEXT_BLOCK;
                whole = false;
            }
        }
        return entries;
    }

    /** From the block that was decoded last. */
    private void takeKept(List<Entry> entries) {
        Decoded last = decoded;
        if (last != null
                && last.holds(next)
                && times.boots().hindsight(last.stamp).equals(last.times)) {
            take(last, entries);
        }
    }

    private boolean hasRoom() {
        return entriesLeft > 0 && bytesLeft > 0;
    }

    private void readOn(Connection connection, String where, List<Entry> entries) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(Blocks.SELECT + where)) {
            select.setLong(1, next);
            try (ResultSet row = select.executeQuery()) {
                while (hasRoom() && row.next()) {
                    take(Blocks.read(row), entries);
                }
            }
        }
    }

    private void take(Block block, List<Entry> entries) {
        if (whole && block.first() > next) {
            // Retention takes from the front only, so a hole behind something that is there is damage.
            damage.found(next, block.first() - 1, "it is not there");
        }
        try {
            Hindsight known = times.boots().hindsight(block.stamp());
            Decoded sound = new Decoded(block.range(), block.stamp(), block.content(known), known);
            decoded = sound;
            next = Math.max(next, block.first());
            if (next <= block.last()) {
                take(sound, entries);
            }
        } catch (DamagedBlock e) {
            long first = block.first() <= block.last() ? block.first() : next;
            damage.found(first, Math.max(first, block.last()), String.valueOf(e.getMessage()));
            // Where it begins and ends is not to be believed either: the next block says where that begins.
            whole = false;
        }
    }

    private void take(Decoded decoded, List<Entry> entries) {
        List<Entry> offered = decoded.content.entries();
        int start = decoded.indexFrom(next);
        int end = Math.min(offered.size(), start + entriesLeft);
        if (bytesLeft < Long.MAX_VALUE) {
            end = start + fitting(offered.subList(start, end), entries.isEmpty());
        }
        add(offered.subList(start, end), entries);
        entriesLeft -= end - start;
        if (end == offered.size()) {
            summedUp += Math.min(decoded.content.summedUpBehind(), decoded.range.last() + 1 - next);
            next = decoded.range.last() + 1;
        }
        whole = true;
    }

    private void add(List<Entry> more, List<Entry> entries) {
        if (more.isEmpty()) {
            return;
        }
        entries.addAll(more);
        next = more.getLast().position() + 1;
        if (summedUp > 0) {
            Entry first = more.getFirst();
            entries.set(entries.size() - more.size(), first.behind(first.summedUp() + summedUp));
            summedUp = 0;
        }
    }

    private int fitting(List<Entry> offered, boolean oneAtLeast) {
        int count = 0;
        for (Entry entry : offered) {
            long size = EntrySize.of(entry);
            if (size > bytesLeft && (count > 0 || !oneAtLeast)) {
                bytesLeft = 0;
                return count;
            }
            bytesLeft -= size;
            count++;
        }
        return count;
    }

    /** What was read is handed out first; then who reads is told, and stays where it is, since a copy may be mended. */
    private static List<Entry> orNothing(List<Entry> entries, long unreadable) throws SQLException {
        if (entries.isEmpty()) {
            throw new SQLException("the journal cannot be read from entry " + unreadable
                    + " on: its file is damaged. Keep a copy of it, and start with an empty data folder.");
        }
        return entries;
    }
}
