package io.tidegate.gateway.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.tinylog.Logger;

/** The one connection that writes to the file; it is always in a transaction. Used by the journal's thread only. */
final class WritingConnection implements AutoCloseable {

    private final Path file;
    private Connection connection;

    WritingConnection(Path file) throws SQLException {
        this.file = file;
        this.connection = Schema.openWriter(file, Schema.STEPS);
    }

    Connection get() {
        return connection;
    }

    /** Ends the transaction; also one that only read, since SQLite commits none in which it has met damage. */
    void rollback() {
        try {
            connection.rollback();
        } catch (SQLException endedAlready) {
            begin();
        }
    }

    /**
     * Where the disk is full or fails SQLite ends the transaction by itself. The driver then neither rolls back nor begins
     * anew, and each statement would be on disk at once, without its commit.
     */
    private void begin() {
        try {
            Schema.execute(connection, "BEGIN");
        } catch (SQLException pastUse) {
            // Better no connection than one of which nobody knows what it commits.
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            Logger.debug(e, "A connection that was past use did not close");
        }
    }

    /**
     * After a commit that failed. A failed sync can leave frames in the log that the kernel shows but never wrote (fsync(2),
     * NOTES); so everything is copied into the main file and synced, and the log is emptied, before any of it is believed.
     */
    void openAnew() throws SQLException {
        closeQuietly();
        connection = Schema.openWriter(file, Schema.STEPS);
        emptyTheLog();
    }

    private void emptyTheLog() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (row.next() && row.getInt(1) != 0) {
                throw new SQLException("somebody is reading the journal; its log cannot be emptied yet");
            }
        }
        connection.setAutoCommit(false);
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(log)) {
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException e) {
                throw new SQLException("the log cannot be synced: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
