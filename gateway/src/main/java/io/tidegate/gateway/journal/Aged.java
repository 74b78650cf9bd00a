package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Up to where blocks are too old. They stand in the order of recording, so one that is too old by a clock that could be
 * believed makes all before it too old, whatever their own clock said. Used by the journal's thread only.
 */
final class Aged {

    /** Blocks that one look goes through. */
    private static final int SEARCH_BLOCKS = 1_000;

    private long searchedTo;
    private long upTo;

    /**
     * The last position of what is too old; 0 for none.
     *
     * @param first where the journal begins, or what is not as it should be yet
     * @param before what was recorded earlier is too old; milliseconds after 1970
     */
    long upTo(Store store, long first, long before) throws SQLException {
        if (upTo < first) {
            try {
                search(store.connection(), first, before);
            } catch (SQLException e) {
                if (!DiskTrouble.isDamage(e)) {
                    throw e;
                }
                long readable = Salvage.readableFrom(store.connection(), searchedTo + 1);
                searchedTo = readable == Salvage.NOWHERE ? 0 : readable - 1;
                store.rollback();
            }
        }
        return upTo < first ? 0 : upTo;
    }

    /** Goes through some blocks from the oldest on, or from where the last search stopped among unbelievable ones. */
    private void search(Connection connection, long first, long before) throws SQLException {
        int seen = 0;
        boolean recent = false;
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT first, last, recorded, synchronised FROM block WHERE first > ? ORDER BY first LIMIT ?""")) {
            select.setLong(1, Math.max(searchedTo, first - 1));
            select.setInt(2, SEARCH_BLOCKS);
            try (ResultSet row = select.executeQuery()) {
                while (!recent && row.next()) {
                    seen++;
                    searchedTo = row.getLong(1);
                    boolean believed = row.getInt(4) == 1;
                    recent = believed && row.getLong(3) >= before;
                    if (believed && !recent) {
                        upTo = row.getLong(2);
                    }
                }
            }
        }
        if (recent || upTo >= first || seen < SEARCH_BLOCKS) {
            searchedTo = 0;
        }
    }
}
