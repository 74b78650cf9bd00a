package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.tinylog.Logger;

/**
 * Sees to it that a room begins with tables that can be used. A damaged one is put aside under another name, and made anew
 * with what can still be read of it: SQLite renames a table without touching its pages, whatever stands in them, while to
 * drop it would meet the damage. Used by one thread, before the room uses its tables.
 */
public final class Renewal {

    private static final String ASIDE = "damaged_";

    /** Copied from either end at most, the newest first: a start must not take hours. */
    private static final int ROWS_MAX = 1_000_000;

    /**
     * @param key by what its rows are ordered on disk: its primary key, or {@code rowid}
     * @param large whether to look at its first and last rows only, since reading all of it would hold up the start
     */
    public record Table(String name, List<String> key, boolean large) {

        public static Table small(String name, String... key) {
            return new Table(name, List.of(key), false);
        }

        public static Table large(String name, String... key) {
            return new Table(name, List.of(key), true);
        }

        private Table wholly() {
            return new Table(name, key, false);
        }

        private List<String> orders() {
            String rising = String.join(", ", key);
            return List.of(String.join(" DESC, ", key) + " DESC", rising);
        }
    }

    private final Journal journal;
    private final Damage damage;

    Renewal(Journal journal, Damage damage) {
        this.journal = journal;
        this.damage = damage;
    }

    /** Whether it is there and cannot be used. */
    public boolean isDamaged(Table table) throws SQLException {
        try (Connection reader = journal.openReader()) {
            return isDamaged(reader, table);
        }
    }

    private boolean isDamaged(Connection reader, Table table) throws SQLException {
        if (definition(reader, table.name).isEmpty()) {
            return false;
        }
        try {
            look(reader, table);
            return false;
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            damage.found(table.name, e);
            return true;
        }
    }

    private static void look(Connection reader, Table table) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            if (table.large) {
                for (String order : table.orders()) {
                    statement
                            .executeQuery("SELECT * FROM " + table.name + " ORDER BY " + order + " LIMIT 1")
                            .close();
                }
                return;
            }
            try (ResultSet row = statement.executeQuery("PRAGMA integrity_check(" + table.name + ")")) {
                if (row.next() && !"ok".equals(row.getString(1))) {
                    throw DiskTrouble.damage(row.getString(1));
                }
            }
        }
    }

    /**
     * Which of a projection's tables cannot be used. Where it has met damage at work, all of each is looked at, however
     * long that takes: it would meet the same again.
     */
    public List<Table> damaged(String projection, List<Table> tables) throws SQLException {
        List<Table> damaged = new ArrayList<>();
        try (Connection reader = journal.openReader()) {
            boolean met = damage.isKept(reader, projection);
            for (Table table : tables) {
                if (isDamaged(reader, met ? table.wholly() : table)) {
                    damaged.add(table);
                }
            }
        }
        return damaged;
    }

    /** All of a projection's tables are sound. Returns when that is on disk. */
    public void areSound(String projection) throws SQLException {
        try (Connection reader = journal.openReader()) {
            // A start writes nothing where nothing was wrong.
            if (damage.isKept(reader, projection)) {
                damage.sparing(
                        Footprint.COUNTERS, journal.changeNow(transaction -> Damage.forget(transaction, projection)));
            }
        }
    }

    /** Makes those anew that are damaged. */
    public void ofDamaged(Table... tables) throws SQLException, InterruptedException {
        for (Table table : tables) {
            if (isDamaged(table)) {
                anew(table);
            }
        }
    }

    /** Makes one anew with what can be read of it. */
    public void anew(Table table) throws SQLException, InterruptedException {
        try (Connection reader = journal.openReader()) {
            change(transaction -> {
                putAside(transaction, table.name);
                int kept = copy(reader, transaction, table);
                Logger.warn("Table {} begins anew with the {} rows that can be read", table.name, kept);
            });
        }
    }

    /** Begins anew with empty ones, whether they are damaged or not. */
    public void putAside(List<String> tables) throws InterruptedException {
        change(transaction -> {
            for (String table : tables) {
                putAside(transaction, table);
            }
        });
    }

    /**
     * Makes a room's tables, before it uses them, and first those anew that are there and damaged. Returns when they are
     * on disk.
     */
    public void prepare(List<Table> tables, StateChange creating) throws SQLException, InterruptedException {
        ofDamaged(tables.toArray(new Table[0]));
        change(creating);
    }

    /** Changes a room's tables, before it uses them. Returns when that is on disk. */
    public void change(StateChange tables) throws InterruptedException {
        try {
            journal.changeNow(tables).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("tables cannot be made: " + e.getCause(), e.getCause());
        }
    }

    /** In the open transaction, if it is there at all. What is put aside stays, for somebody who can mend it. */
    public static void putAside(Connection transaction, String table) throws SQLException {
        String create = definition(transaction, table);
        if (create.isEmpty()) {
            return;
        }
        List<Index> indexes = indexes(transaction, table);
        Schema.execute(transaction, "ALTER TABLE " + table + " RENAME TO " + free(transaction, ASIDE + table));
        Schema.execute(transaction, create);
        for (Index index : indexes) {
            // SQLite can rename no index, and that of the damaged table keeps its name.
            String name = free(transaction, index.name);
            Schema.execute(transaction, index.create.replaceFirst(Pattern.quote(index.name), name));
        }
    }

    /** The name, or with the first number behind it that is not taken. */
    private static String free(Connection transaction, String wanted) throws SQLException {
        String name = wanted;
        for (int number = 2; isTaken(transaction, name); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }

    private static boolean isTaken(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM sqlite_schema WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** @param create the statement that made it */
    private record Index(String name, String create) {}

    /** Those that a table has of its own; what its definition brings along comes back with it. */
    private static List<Index> indexes(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL""")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                List<Index> indexes = new ArrayList<>();
                while (row.next()) {
                    indexes.add(new Index(row.getString(1), row.getString(2)));
                }
                return indexes;
            }
        }
    }

    /** The statement that made it; empty when there is none. */
    private static String definition(Connection connection, String table) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /**
     * From either end to where it is damaged. That is for the reader to meet, who still sees the table under its name:
     * SQLite commits no transaction that has met damage.
     */
    private static int copy(Connection reader, Connection transaction, Table table) throws SQLException {
        int copied = 0;
        for (String order : table.orders()) {
            try (PreparedStatement select = reader.prepareStatement(
                            "SELECT * FROM " + table.name + " ORDER BY " + order + " LIMIT " + ROWS_MAX);
                    ResultSet row = select.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                String marks = String.join(", ", Collections.nCopies(columns, "?"));
                try (PreparedStatement insert = transaction.prepareStatement(
                        "INSERT OR IGNORE INTO " + table.name + " VALUES (" + marks + ")")) {
                    while (row.next()) {
                        for (int column = 1; column <= columns; column++) {
                            insert.setObject(column, row.getObject(column));
                        }
                        copied += insert.executeUpdate();
                    }
                }
            } catch (SQLException e) {
                if (!DiskTrouble.isDamage(e)) {
                    throw e;
                }
            }
        }
        return copied;
    }
}
