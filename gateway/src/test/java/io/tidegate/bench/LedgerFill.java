package io.tidegate.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Writes two years of sales into the ledger of a gateway that does not run, as if each had been booked: by HTTP that would
 * take longer than all other rows. In a process of its own, with the app's SQLite.
 */
final class LedgerFill {

    private static final long MILLIONTHS = 1_000_000;
    private static final int WEEK = 7;

    private final PreparedStatement effect;
    private final PreparedStatement level;
    private final long today = LocalDate.now(ZoneOffset.UTC)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .toEpochMilli();

    private LedgerFill(Connection connection) throws SQLException {
        effect = connection.prepareStatement("""
                INSERT INTO ledger_effect (item, location, lot, at, id, millionths, counted, reversed, kind)
                VALUES (?, 'sales-floor', '', ?, ?, ?, 0, 0, ?)""");
        level = connection.prepareStatement("""
                INSERT INTO ledger_level (item, location, lot, millionths, unit, counted_at, counted_id, announced)
                VALUES (?1, 'sales-floor', '', ?2, 'each', -9223372036854775808, '', ?2)""");
    }

    /** @param arguments the file of the journal, and how many items */
    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0])) {
            connection.setAutoCommit(false);
            LedgerFill fill = new LedgerFill(connection);
            for (int item = 0; item < Integer.parseInt(arguments[1]); item++) {
                fill.item(item);
            }
            connection.commit();
        }
    }

    static String id(int item) {
        return String.format("item-%05d", item);
    }

    /** Comes in once a week, as much as is sold until the next time, and a few days more in the beginning. */
    private void item(int item) throws SQLException {
        int[] sold = DailySales.of(item);
        long left = 0;
        for (int day = 0; day < DailySales.DAYS; day++) {
            if (day % WEEK == 0) {
                long came = day == 0 ? sum(sold, 0, item % (2 * WEEK)) : 0;
                came += sum(sold, day, Math.min(WEEK, DailySales.DAYS - day));
                left += came;
                add(item, day, came, "receive");
            }
            left -= sold[day];
            add(item, day, -sold[day], "sell");
        }
        effect.executeBatch();
        level.setString(1, id(item));
        level.setLong(2, left * MILLIONTHS);
        level.executeUpdate();
    }

    private static long sum(int[] sold, int from, int days) {
        long sum = 0;
        for (int day = from; day < from + days; day++) {
            sum += sold[day];
        }
        return sum;
    }

    private void add(int item, int day, long quantity, String kind) throws SQLException {
        if (quantity != 0) {
            long hour = kind.equals("sell") ? 12 : 6;
            long at = today - TimeUnit.DAYS.toMillis(DailySales.DAYS - day) + TimeUnit.HOURS.toMillis(hour);
            effect.setString(1, id(item));
            effect.setLong(2, at);
            effect.setString(3, kind + "-" + item + "-" + day);
            effect.setLong(4, quantity * MILLIONTHS);
            effect.setString(5, kind);
            effect.addBatch();
        }
    }
}
