package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far somebody has read in this ledger, in a text that means nothing in any other: neither in that of a journal which
 * began anew with the same positions, nor in a copy from before. Stateless.
 */
final class Mark {

    /** The ledger, the position, and a sum of the id of the last line up to there. */
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{32})\\.(\\d{1,18})\\.([0-9a-f]{1,8})");

    private Mark() {}

    static void create(Sql sql) throws SQLException {
        sql.change("CREATE TABLE IF NOT EXISTS ledger_name (name TEXT NOT NULL)");
        sql.change("""
                INSERT INTO ledger_name SELECT lower(hex(randomblob(16)))
                WHERE NOT EXISTS (SELECT 1 FROM ledger_name)""");
    }

    static String of(Sql sql, long position) throws SQLException {
        return name(sql) + "." + position + "." + sum(sql, position);
    }

    /** 0 for what is no mark of this ledger. */
    static long position(Sql sql, String text) throws SQLException {
        Matcher mark = TEXT.matcher(text);
        if (!mark.matches() || !mark.group(1).equals(name(sql))) {
            return 0;
        }
        long position = Long.parseLong(mark.group(2));
        return mark.group(3).equals(sum(sql, position)) ? position : 0;
    }

    static String name(Sql sql) throws SQLException {
        return sql.one("SELECT name FROM ledger_name", row -> row.getString(1)).orElse("");
    }

    private static String sum(Sql sql, long position) throws SQLException {
        return sql.one("""
                        SELECT id FROM (
                          SELECT * FROM (
                            SELECT position, id FROM ledger_line WHERE position <= ?1 ORDER BY position DESC LIMIT 1)
                          UNION ALL SELECT * FROM (
                            SELECT position, id FROM ledger_conflict WHERE position <= ?1 ORDER BY position DESC LIMIT 1))
                        ORDER BY position DESC LIMIT 1""", row -> Integer.toHexString(row.getString(1).hashCode()), position)
                .orElse("0");
    }
}
