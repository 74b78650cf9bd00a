package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What the ledger is compared with: the same lines in one SQLite table that knows their ids and nothing else. */
final class PlainTable implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final PreparedStatement insert;

    PlainTable(Path folder) throws SQLException {
        file = folder.resolve("plain.db");
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        execute("PRAGMA journal_mode=WAL");
        execute("PRAGMA synchronous=FULL");
        execute("CREATE TABLE line (id TEXT PRIMARY KEY, line TEXT NOT NULL)");
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("INSERT INTO line (id, line) VALUES (?, ?)");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void add(String id, String line) throws SQLException {
        insert.setString(1, id);
        insert.setString(2, line);
        insert.executeUpdate();
    }

    void commit() throws SQLException {
        connection.commit();
    }

    long bytes() throws SQLException, IOException {
        connection.commit();
        connection.setAutoCommit(true);
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return Files.size(file);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
