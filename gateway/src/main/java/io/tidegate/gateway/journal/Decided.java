package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of refused entries later: the table {@code decided}, of which all is in memory. Changed in the transactions
 * of the decisions themselves; safe from any thread.
 */
final class Decided {

    private static final String TABLE = "decisions on refused entries";

    /**
     * Of one reader.
     *
     * @param takenLater were sent again and taken
     * @param dismissed by a person, or since there were too many
     */
    record Count(long takenLater, long dismissed) {
        static final Count NONE = new Count(0, 0);
    }

    private final Damage damage;
    private final Map<String, Count> byReader = new ConcurrentHashMap<>();

    Decided(Damage damage) {
        this.damage = damage;
    }

    void load(Connection connection) throws SQLException {
        damage.sparing(TABLE, () -> {
            try (Sql sql = new Sql(connection)) {
                sql.each(
                        "SELECT reader, taken_later, dismissed FROM decided",
                        row -> byReader.put(row.getString(1), new Count(row.getLong(2), row.getLong(3))));
            }
        });
    }

    Count of(String reader) {
        return byReader.getOrDefault(reader, Count.NONE);
    }

    /** In the transaction that settles them; again where it is repeated. */
    void add(Connection transaction, String reader, long takenLater, long dismissed) throws SQLException {
        if (takenLater + dismissed == 0) {
            return;
        }
        try (Sql sql = new Sql(transaction)) {
            sql.each(
                    """
                    INSERT INTO decided (reader, taken_later, dismissed) VALUES (?, ?, ?)
                    ON CONFLICT (reader) DO UPDATE SET taken_later = taken_later + excluded.taken_later,
                      dismissed = dismissed + excluded.dismissed RETURNING taken_later, dismissed""",
                    row -> byReader.put(reader, new Count(row.getLong(1), row.getLong(2))),
                    reader,
                    takenLater,
                    dismissed);
        }
    }

    /** In the transaction in which the reader goes. */
    void forget(Connection transaction, String reader) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            sql.change("DELETE FROM decided WHERE reader = ?", reader);
        }
        GivenUp.forget(transaction, reader);
        byReader.remove(reader);
    }
}
