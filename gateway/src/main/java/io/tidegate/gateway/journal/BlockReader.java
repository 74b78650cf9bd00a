package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.sync.EntrySize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

    /** Nothing behind a place can be read, nor be seen not to be there. */
    static final long NOWHERE = Long.MAX_VALUE;

    private final Damage damage;
    private List<Entry> decoded = List.of();

    /** Whether that block may be read with other times once the clock is set. */
    private boolean unsettled;

    /** Where the next entry is to be looked for. */
    private long next;

    /** Whether all before {@link #next} was read, so that a hole behind it is one. */
    private boolean whole;

    private int entriesLeft;
    private long bytesLeft;

    private boolean detoured;

    BlockReader(Damage damage) {
        this.damage = damage;
    }

    /** Whether the last read met pages that SQLite cannot read. */
    boolean detoured() {
        return detoured;
    }

    /** Entries behind a position, at most {@code limit}; fewer only where there are no more. */
    List<Entry> after(Connection connection, long position, int limit) throws SQLException {
        return after(connection, position, limit, Long.MAX_VALUE);
    }

    /** The same, and at most so many bytes ({@link EntrySize}), but one entry at least where there is one. */
    List<Entry> after(Connection connection, long position, int limit, long bytes) throws SQLException {
        List<Entry> entries = new ArrayList<>(Math.min(limit, Block.ENTRIES_MAX));
        next = position + 1;
        whole = false;
        entriesLeft = limit;
        bytesLeft = bytes;
        detoured = false;
        if (!decoded.isEmpty()
                && decoded.getFirst().position() <= next
                && decoded.getLast().position() >= next
                && !(unsettled
                        && Blocks.isSetRight(connection, decoded.getFirst().position()))) {
            takeDecoded(entries);
        }
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
                long unreadable = next;
                next = readableFrom(connection, unreadable);
                if (next == NOWHERE) {
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
            decoded = block.entries();
            unsettled = !block.isSettled();
            next = Math.max(next, block.first());
            if (next <= block.last()) {
                takeDecoded(entries);
            }
        } catch (DamagedBlock e) {
            damage.found(block.first(), block.last(), String.valueOf(e.getMessage()));
            // Where it ends is not to be believed either: the next block says where it begins.
            next = Math.max(next, block.first() + 1);
            whole = false;
        }
    }

    private void takeDecoded(List<Entry> entries) {
        long first = decoded.getFirst().position();
        int start = (int) (next - first);
        int end = Math.min(decoded.size(), start + entriesLeft);
        if (bytesLeft < Long.MAX_VALUE) {
            end = start + fitting(decoded.subList(start, end), entries.isEmpty());
        }
        entries.addAll(decoded.subList(start, end));
        entriesLeft -= end - start;
        next = first + end;
        whole = true;
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

    /** What was read so far is handed out first; then who reads is told, and kept where it is, since a copy may be mended. */
    private static List<Entry> orNothing(List<Entry> entries, long unreadable) throws SQLException {
        if (entries.isEmpty()) {
            throw new SQLException("the journal cannot be read from entry " + unreadable
                    + " on: its file is damaged. Keep a copy of it, and start with an empty data folder.");
        }
        return entries;
    }

    /**
     * The first position from {@code from} on at which SQLite can read a block, or finds that there is none; or {@link
     * #NOWHERE}.
     */
    static long readableFrom(Connection connection, long from) throws SQLException {
        long unreadable = from - 1;
        long step = 1;
        while (!isReadable(connection, unreadable + step)) {
            unreadable += step;
            step *= 2;
            if (step > NOWHERE / 4) {
                return NOWHERE;
            }
        }
        long readable = unreadable + step;
        while (readable - unreadable > 1) {
            long middle = unreadable + (readable - unreadable) / 2;
            if (isReadable(connection, middle)) {
                readable = middle;
            } else {
                unreadable = middle;
            }
        }
        return readable;
    }

    private static boolean isReadable(Connection connection, long from) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(Blocks.SELECT + "WHERE first >= ? ORDER BY first LIMIT 1")) {
            select.setLong(1, from);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    Blocks.read(row);
                }
                return true;
            }
        } catch (SQLiteException e) {
            if (DiskTrouble.isDamage(e)) {
                return false;
            }
            throw e;
        }
    }
}
