package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection, each prepared once, since a rebuilt ledger runs the same few a million times. It closes
 * them, and not the connection. Used by one thread.
 */
public final class Sql implements AutoCloseable {

    /** Writes something; that it runs again must be no harm. */
    @FunctionalInterface
    public interface Work {
        void on(Sql sql) throws SQLException;
    }

    /** Work for the journal's thread, with statements of its own. */
    public static StateChange writing(Work work) {
        return transaction -> {
            try (Sql sql = new Sql(transaction)) {
                work.on(sql);
            }
        };
    }

    /** Makes something of the row on which it stands. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    public Sql(Connection connection) {
        this.connection = connection;
    }

    public boolean hasColumn(String table, String column) throws SQLException {
        return number("SELECT count(*) FROM pragma_table_info(?) WHERE name = ?", table, column) > 0;
    }

    public boolean isOn(Connection other) {
        return connection.equals(other);
    }

    /** Whether it is the disk that failed, or what is written on it, and not the statement. */
    public static boolean isOfDisk(Exception failure) {
        return DiskTrouble.isDisk(failure);
    }

    /** Whether it is the disk as a whole, which may take the same another time. */
    public static boolean mayPass(Exception failure) {
        return DiskTrouble.mayPass(failure);
    }

    /** How many rows it changed. */
    public int change(String statement, @Nullable Object... values) throws SQLException {
        return with(statement, values, PreparedStatement::executeUpdate);
    }

    public <T> Optional<T> one(String query, Row<T> row, @Nullable Object... values) throws SQLException {
        return with(query, values, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row.of(rows)) : Optional.empty();
            }
        });
    }

    public <T> List<T> all(String query, Row<T> row, @Nullable Object... values) throws SQLException {
        List<T> all = new ArrayList<>();
        each(query, rows -> all.add(row.of(rows)), values);
        return all;
    }

    /** Looks at a row. */
    @FunctionalInterface
    public interface Look {
        void at(ResultSet row) throws SQLException;
    }

    /** One row after the other, of which none is kept. */
    public void each(String query, Look look, @Nullable Object... values) throws SQLException {
        with(query, values, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    look.at(rows);
                }
                return true;
            }
        });
    }

    /** The first column of the only row; 0 where it is null or there is none. */
    public long number(String query, @Nullable Object... values) throws SQLException {
        return one(query, row -> row.getLong(1), values).orElse(0L);
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement bound) throws SQLException;
    }

    /** One that has failed is not used again: the driver has let go of it, and whatever comes next would fail by that. */
    private <T> T with(String text, @Nullable Object[] values, Use<T> use) throws SQLException {
        try {
            return use.of(bound(text, values));
        } catch (SQLException failure) {
            forget(text, failure);
            throw failure;
        }
    }

    private void forget(String text, SQLException failure) {
        try (var _ = prepared.remove(text)) {
            // closed, where it is one
        } catch (SQLException again) {
            failure.addSuppressed(again);
        }
    }

    private PreparedStatement bound(String text, @Nullable Object[] values) throws SQLException {
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
        }
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case null -> statement.setObject(i + 1, null);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
                case Double number -> statement.setDouble(i + 1, number);
                case String word -> statement.setString(i + 1, word);
                default -> throw new IllegalArgumentException("no column takes a " + values[i].getClass());
            }
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement each : prepared.values()) {
            each.close();
        }
    }
}
