package io.tidegate.gateway.journal;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The writing connection and what goes into one transaction. Used by the journal's thread only. */
final class Store implements AutoCloseable {

    /** Parked payloads that are kept, and their counter's name; the oldest go first. */
    static final int PARKED_MAX = 10_000;

    static final String PARKED_EVER = "parked";

    /** What is on disk now. */
    record Written(long first, Instant recordedAt, List<Observation> observations, Map<String, Long> cursors) {
        long last() {
            return first + observations.size() - 1;
        }

        int count() {
            return observations.size();
        }
    }

    private final Path file;
    private Connection connection;
    private long last;

    Store(Path file) throws SQLException {
        this.file = file;
        this.connection = Schema.openWriter(file, Schema.STEPS);
        this.last = Schema.number(connection, "SELECT max(last) FROM block");
        connection.commit();
    }

    Connection connection() {
        return connection;
    }

    long last() {
        return last;
    }

    /** Writes the group and commits it. On an exception nothing of it counts as on disk; see {@link #recover}. */
    Written commit(List<WaitingLine.Waiting> group, ClockState clock, Optional<Cursors> moved) throws SQLException {
        List<Observation> observations = new ArrayList<>();
        List<Parked> parked = new ArrayList<>();
        for (WaitingLine.Waiting waiting : group) {
            Batch batch = waiting.batch();
            observations.addAll(batch.seen());
            parked.addAll(batch.parked());
            waiting.change().ifPresent(change -> apply(change, waiting));
        }
        long first = last + 1;
        ClockState.Stamp stamp = clock.now();
        if (!observations.isEmpty()) {
            Blocks.ensureBoot(connection, stamp.bootId());
            Blocks.insert(connection, Block.of(first, observations, stamp));
        }
        park(parked);
        Map<String, Long> cursors = moved.isPresent() ? moved.get().save(connection) : Map.of();
        connection.commit();
        last += observations.size();
        return new Written(first, stamp.wall(), observations, cursors);
    }

    /** A change that is itself wrong fails alone; a failing disk fails the group. */
    private void apply(StateChange change, WaitingLine.Waiting waiting) {
        Savepoint before = null;
        try {
            before = connection.setSavepoint();
            change.apply(connection);
            connection.releaseSavepoint(before);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException sql && isDisk(sql)) {
                throw new DiskTrouble(sql);
            }
            try {
                if (before != null) {
                    connection.rollback(before);
                }
            } catch (SQLException again) {
                throw new DiskTrouble(again);
            }
            waiting.onDisk().completeExceptionally(e);
        }
    }

    private void park(List<Parked> parked) throws SQLException {
        if (parked.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO parked (source, at, address, payload, reason) VALUES (?, ?, ?, ?, ?)")) {
            for (Parked each : parked) {
                insert.setString(1, each.source());
                insert.setLong(2, each.at().toEpochMilli());
                insert.setString(3, each.address());
                insert.setBytes(4, each.payload());
                insert.setString(5, each.reason());
                insert.executeUpdate();
            }
        }
        count(PARKED_EVER, parked.size());
        Schema.execute(connection, "DELETE FROM parked WHERE id <= (SELECT max(id) FROM parked) - " + PARKED_MAX);
    }

    private void count(String counter, long more) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO counter (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = value + excluded.value""")) {
            upsert.setString(1, counter);
            upsert.setLong(2, more);
            upsert.executeUpdate();
        }
    }

    /**
     * After a failed commit: opens the file anew and says whether the group is on disk after all. A failed sync can leave
     * frames in the log that the kernel shows but never wrote (fsync(2), NOTES); so everything is first copied into the
     * main file and synced, and only then believed.
     */
    boolean recover(int entries) throws SQLException {
        rollback();
        connection.close();
        connection = Schema.openWriter(file, Schema.STEPS);
        connection.setAutoCommit(true);
        Schema.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        connection.setAutoCommit(false);
        long found = Schema.number(connection, "SELECT max(last) FROM block");
        connection.commit();
        boolean there = entries > 0 && found == last + entries;
        last = found;
        return there;
    }

    void rollback() {
        try {
            connection.rollback();
        } catch (SQLException alreadyRolledBack) {
            // SQLite has rolled back by itself, or the connection is past use and is opened anew.
        }
    }

    /** Is it the disk (full, failing, read-only), which may pass, or our statement, which will not? */
    static boolean isDisk(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return false;
        }
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF);
        return switch (primary) {
            case SQLITE_FULL,
                    SQLITE_IOERR,
                    SQLITE_READONLY,
                    SQLITE_CANTOPEN,
                    SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_NOMEM,
                    SQLITE_PROTOCOL,
                    SQLITE_CORRUPT,
                    SQLITE_NOTADB,
                    SQLITE_PERM -> true;
            default -> false;
        };
    }

    /** Carries a disk's exception through a lambda. */
    static final class DiskTrouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException sql;

        DiskTrouble(SQLException sql) {
            super(sql.getMessage(), sql);
            this.sql = sql;
        }

        SQLException sql() {
            return sql;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
