package io.tidegate.gateway.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The tables of {@code journal.db}, and how an older file becomes a newer one. A file's version is its {@code
 * user_version}; each step leads from one version to the next, in a transaction of its own, so that a power cut in
 * between leaves a file of either version and never something else.
 */
final class Schema {

    /** The smallest pages, since a lone reading rewrites whole pages. Older files keep the size that they were made with. */
    static final int PAGE_BYTES = 512;

    /** A write-ahead log of 4 MB at most: fewer check points rewrite the hot pages less often. */
    private static final int CHECKPOINT_PAGES = 8000;

    /** Twice SQLite's own: what one slice of a projection touches must fit, or pages are read and written again and again. */
    private static final int CACHE_KILOBYTES = 4096;

    private static final int BUSY_MILLIS = 10_000;

    /** Step {@code i} leads from version {@code i} to {@code i + 1}. Steps that were released are never changed. */
    static final List<String> STEPS = List.of("""
            CREATE TABLE block (
              first INTEGER PRIMARY KEY,
              recorded INTEGER NOT NULL,
              synchronised INTEGER NOT NULL,
              boot INTEGER NOT NULL,
              monotonic INTEGER NOT NULL,
              last INTEGER NOT NULL,
              earliest INTEGER NOT NULL,
              latest INTEGER NOT NULL,
              codec INTEGER NOT NULL,
              checksum INTEGER NOT NULL,
              body BLOB NOT NULL);
            CREATE TABLE boot (id INTEGER PRIMARY KEY, set_wall INTEGER NOT NULL, set_monotonic INTEGER NOT NULL);
            CREATE TABLE stretch (first INTEGER PRIMARY KEY);
            CREATE TABLE cursor (
              name TEXT PRIMARY KEY, done INTEGER NOT NULL, missed INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE rejected (
              id INTEGER PRIMARY KEY AUTOINCREMENT, reader TEXT NOT NULL, position INTEGER NOT NULL,
              at INTEGER NOT NULL, reason TEXT NOT NULL, recorded INTEGER NOT NULL, entry BLOB NOT NULL,
              replay INTEGER NOT NULL DEFAULT 0,
              UNIQUE (reader, position));
            CREATE TABLE parked (
              id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, at INTEGER NOT NULL,
              address TEXT NOT NULL, payload BLOB NOT NULL, reason TEXT NOT NULL);
            CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE rejected_size (
              reader TEXT PRIMARY KEY, items INTEGER NOT NULL, bytes INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TRIGGER rejected_in AFTER INSERT ON rejected BEGIN
              INSERT INTO rejected_size VALUES (new.reader, 1, length(new.entry) + length(new.reason))
              ON CONFLICT (reader) DO UPDATE SET items = items + 1, bytes = bytes + excluded.bytes;
            END;
            CREATE TRIGGER rejected_out AFTER DELETE ON rejected BEGIN
              UPDATE rejected_size SET items = items - 1, bytes = bytes - length(old.entry) - length(old.reason)
              WHERE reader = old.reader;
            END;
            CREATE TRIGGER rejected_again AFTER UPDATE OF reason ON rejected BEGIN
              UPDATE rejected_size SET bytes = bytes + length(new.reason) - length(old.reason)
              WHERE reader = new.reader;
            END;
            """, """
            ALTER TABLE cursor ADD COLUMN taken INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE cursor ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE cursor ADD COLUMN unwanted INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE cursor ADD COLUMN ahead INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE cursor ADD COLUMN base INTEGER NOT NULL DEFAULT -9223372036854775808;
            CREATE TABLE decided (
              reader TEXT PRIMARY KEY, taken_later INTEGER NOT NULL, dismissed INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE outage (
              id INTEGER PRIMARY KEY AUTOINCREMENT, reader TEXT NOT NULL, began INTEGER NOT NULL, ended INTEGER,
              reason TEXT NOT NULL);
            CREATE TABLE traffic (
              reader TEXT NOT NULL, day INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (reader, day))
              WITHOUT ROWID;
            CREATE INDEX outage_reader ON outage (reader, began);
            """, """
            ALTER TABLE cursor ADD COLUMN summed_up INTEGER NOT NULL DEFAULT 0;
            CREATE TABLE thinned (
              first INTEGER PRIMARY KEY, last INTEGER NOT NULL, summed_up INTEGER NOT NULL, dropped INTEGER NOT NULL);
            """, """
            ALTER TABLE outage ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE cursor ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
            CREATE TABLE given_up (
              reader TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (reader, position)) WITHOUT ROWID;
            ALTER TABLE outage ADD COLUMN there INTEGER NOT NULL DEFAULT 0;
            CREATE TABLE tried (reader TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
            INSERT INTO tried SELECT name, 0 FROM cursor WHERE taken + refused > 0 AND name NOT LIKE '%/%';
            INSERT OR IGNORE INTO tried SELECT DISTINCT reader, 0 FROM outage;
            """, """
            ALTER TABLE cursor ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
            UPDATE cursor SET given = done + 50000;
            ALTER TABLE rejected ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
            """);

    private Schema() {}

    /**
     * The one writing connection, on a file of today's version, with automatic commits off. Commits are appended to the
     * log where the last one ended, without padding to a whole sector, as is SQLite's default: torn sectors then hold old
     * bytes or the same bytes again, and every frame has a checksum (sqlite.org/psow.html).
     */
    static Connection openWriter(Path file, List<String> steps) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection connection = connect(file, config);
        try {
            long version = version(connection, file, steps);
            // In this order: once the write-ahead log is on, a new file's page size is fixed.
            execute(connection, "PRAGMA page_size=" + PAGE_BYTES);
            writeAhead(connection, file);
            execute(connection, "PRAGMA wal_autocheckpoint=" + CHECKPOINT_PAGES);
            execute(connection, "PRAGMA cell_size_check=ON");
            execute(connection, "PRAGMA cache_size=-" + CACHE_KILOBYTES);
            // Pages as they were before a savepoint: in files, they were a third of all that a projection's slice
            // wrote.
            execute(connection, "PRAGMA temp_store=MEMORY");
            connection.setAutoCommit(false);
            migrate(connection, version, steps);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection that can only read, and sees what is committed. */
    static Connection openReader(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    }

    private static void writeAhead(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA journal_mode=WAL")) {
            if (!row.next() || !"wal".equals(row.getString(1))) {
                throw new SQLException(file + " cannot have a write-ahead log, which needs a disk of this machine (no"
                        + " network share). Choose another gateway.data.");
            }
        }
    }

    private static Connection connect(Path file, SQLiteConfig config) throws SQLException {
        try {
            return DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB) {
                throw new SQLException(
                        file + " is not a journal. Move it away, or choose another gateway.data. Nothing was changed.",
                        e);
            }
            throw e;
        }
    }

    /** Asked before anything is set, so that a file which is not ours to change is left as it is. */
    private static long version(Connection connection, Path file, List<String> steps) throws SQLException {
        long version = number(connection, "PRAGMA user_version");
        if (version > steps.size()) {
            throw new SQLException(file + " was written by a newer Tidegate (format " + version + ", this one knows "
                    + steps.size() + "). Nothing was changed. Install the newer version again.");
        }
        return version;
    }

    private static void migrate(Connection connection, long version, List<String> steps) throws SQLException {
        for (long each = version; each < steps.size(); each++) {
            execute(connection, steps.get((int) each));
            execute(connection, "PRAGMA user_version=" + (each + 1));
            connection.commit();
        }
        connection.commit();
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** The first column of the only row; 0 when it is null or there is no row. */
    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Sets one of the counters that are kept for ever. */
    static void count(Connection transaction, String counter, long value) throws SQLException {
        try (PreparedStatement upsert = transaction.prepareStatement("""
                INSERT INTO counter (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value""")) {
            upsert.setString(1, counter);
            upsert.setLong(2, value);
            upsert.executeUpdate();
        }
    }
}
