package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When clouds were away: the table {@code outage}, of which the newest {@link #KEPT_MAX} of each reader are kept. Stateless;
 * a connection belongs to the calling thread.
 */
public final class Outages {

    static final String TABLE = "outages of clouds";

    /** A cloud that is away once a day has a year of them. */
    public static final int KEPT_MAX = 400;

    private static final int REASON_LENGTH_MAX = 500;

    /**
     * One of them.
     *
     * @param ended empty while it lasts
     * @param reason in words for staff
     */
    public record Outage(Instant began, Optional<Instant> ended, String reason) {

        /** How much of it lies between two moments. */
        Duration within(Instant from, Instant to) {
            Instant first = began.isBefore(from) ? from : began;
            Instant last = ended.filter(end -> end.isBefore(to)).orElse(to);
            return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
        }
    }

    private Outages() {}

    /** It is away since then, unless that is known. */
    static void begin(Connection transaction, String reader, Outage outage) throws SQLException {
        String reason = outage.reason();
        try (Sql sql = new Sql(transaction)) {
            sql.change(
                    """
                    INSERT INTO outage (reader, began, reason) SELECT ?1, ?2, ?3
                    WHERE NOT EXISTS (SELECT 1 FROM outage WHERE reader = ?1 AND ended IS NULL)""",
                    reader,
                    outage.began().toEpochMilli(),
                    reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX)));
            sql.change("""
                    DELETE FROM outage WHERE reader = ?1 AND id <=
                      (SELECT id FROM outage WHERE reader = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)""", reader, KEPT_MAX);
        }
    }

    /** It is back since then. */
    static void end(Connection transaction, String reader, Instant since) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            sql.change(
                    "UPDATE outage SET ended = max(began, ?) WHERE reader = ? AND ended IS NULL",
                    since.toEpochMilli(),
                    reader);
        }
    }

    /** In the transaction in which the reader goes. */
    static void forget(Connection transaction, String reader) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            sql.change("DELETE FROM outage WHERE reader = ?", reader);
        }
    }

    /** Those that are kept, the newest first. */
    static List<Outage> of(Connection connection, String reader) throws SQLException {
        try (Sql sql = new Sql(connection)) {
            return sql.all(
                    "SELECT began, ended, reason FROM outage WHERE reader = ? ORDER BY id DESC",
                    Outages::outage,
                    reader);
        }
    }

    private static Outage outage(ResultSet row) throws SQLException {
        Instant began = Instant.ofEpochMilli(row.getLong(1));
        long ended = row.getLong(2);
        return new Outage(
                began, row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)), row.getString(3));
    }

    /** In what part of the time between two moments it was there, 0 to 1; 1 where there is no time between them. */
    public static double uptime(List<Outage> outages, Instant from, Instant to) {
        Duration whole = Duration.between(from, to);
        if (!whole.isPositive()) {
            return 1;
        }
        Duration away = outages.stream().map(each -> each.within(from, to)).reduce(Duration.ZERO, Duration::plus);
        return Math.max(0, 1 - (double) away.toMillis() / whole.toMillis());
    }
}
