package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Where SQLite can read on behind something that it cannot read. Stateless. */
final class Salvage {

    /** Nothing behind a place can be read, nor be seen not to be there. */
    static final long NOWHERE = Long.MAX_VALUE;

    private Salvage() {}

    /**
     * From where on SQLite can read: {@code from} itself, or the next block of which all can be read; where there is none
     * any more, a position behind all that cannot be read; or {@link #NOWHERE}.
     */
    static long readableFrom(Connection connection, long from) throws SQLException {
        long next = from;
        while (true) {
            OptionalLong first = firstFrom(connection, next);
            if (first.isEmpty()) {
                next = foundFrom(connection, next);
                if (next == NOWHERE) {
                    return NOWHERE;
                }
            } else if (first.getAsLong() == NOWHERE) {
                return next;
            } else if (isReadable(connection, "WHERE first >= ? ORDER BY first LIMIT 1", next)) {
                return next == from ? from : first.getAsLong();
            } else if (isReadable(connection, "WHERE first = ?", first.getAsLong())) {
                // The number of a block flipped, so that it stands between others: what it says is not where they end.
                next++;
            } else {
                // Where it stands before, the way there is wrong.
                next = Math.max(next, first.getAsLong()) + 1;
            }
        }
    }

    /** Where the next block begins, readable or not; {@link #NOWHERE} behind the last. Empty where SQLite cannot say. */
    private static OptionalLong firstFrom(Connection connection, long from) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT first FROM block WHERE first >= ? ORDER BY first LIMIT 1")) {
            select.setLong(1, from);
            try (ResultSet row = select.executeQuery()) {
                return OptionalLong.of(row.next() ? row.getLong(1) : NOWHERE);
            }
        } catch (SQLException e) {
            if (DiskTrouble.isDamage(e)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    /** Where a lost page of blocks ends: by ever larger steps and then halving, since nothing says how far it reaches. */
    private static long foundFrom(Connection connection, long lost) throws SQLException {
        long unreadable = lost;
        long step = 1;
        while (firstFrom(connection, unreadable + step).isEmpty()) {
            unreadable += step;
            step *= 2;
            if (step > NOWHERE / 4) {
                return NOWHERE;
            }
        }
        long readable = unreadable + step;
        while (readable - unreadable > 1) {
            long middle = unreadable + (readable - unreadable) / 2;
            if (firstFrom(connection, middle).isPresent()) {
                readable = middle;
            } else {
                unreadable = middle;
            }
        }
        return readable;
    }

    private static boolean isReadable(Connection connection, String where, long position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(Blocks.SELECT + where)) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    Blocks.read(row);
                }
                return true;
            }
        } catch (SQLException e) {
            if (DiskTrouble.isDamage(e)) {
                return false;
            }
            throw e;
        }
    }
}
