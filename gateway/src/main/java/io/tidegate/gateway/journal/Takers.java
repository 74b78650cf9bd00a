package io.tidegate.gateway.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.zip.CRC32C;

/** Which place has ever taken something from a reader. What damage has taken is not known. Safe from any thread. */
final class Takers {

    /** Before a reader's name, among the counters: the checksum of the place. */
    private static final String TAKER = "taker/";

    private final Function<StateChange, CompletionStage<Void>> journal;
    private final Damage damage;

    /** @param journal puts a change into the next commit */
    Takers(Function<StateChange, CompletionStage<Void>> journal, Damage damage) {
        this.journal = journal;
        this.damage = damage;
    }

    boolean isKnown(String reader, String place, Connection connection) throws SQLException {
        boolean[] known = new boolean[1];
        damage.sparing(Footprint.COUNTERS, () -> known[0] = read(connection, reader) == sumOf(place));
        return known[0];
    }

    private static long read(Connection connection, String reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM counter WHERE name = ?")) {
            select.setString(1, TAKER + reader);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    /** Returns when it is on disk, or cannot be. */
    void know(String reader, String place) {
        damage.sparing(
                Footprint.COUNTERS,
                journal.apply(transaction -> Schema.count(transaction, TAKER + reader, sumOf(place))));
    }

    /** Addresses hold secrets now and then, and a number is all that is needed to see that one is another. */
    private static long sumOf(String place) {
        CRC32C sum = new CRC32C();
        sum.update(place.getBytes(UTF_8));
        return sum.getValue();
    }
}
