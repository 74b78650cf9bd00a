package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When clouds were away: the table {@code outage}, of which the newest {@link #KEPT_MAX} of each reader are kept one by one.
 * Stateless; a connection belongs to the calling thread.
 */
public final class Outages {

    static final String TABLE = "outages of clouds";

    /** What {@link #outage} reads. */
    static final String COLUMNS = "began, ended, times, there, reason";

    /** A cloud that is away once a day has a year of them. What was before them is one, so that the uptime still counts it. */
    public static final int KEPT_MAX = 400;

    /** What is older than this is forgotten, where there are too many: nobody counts back as far. */
    private static final Duration COUNTED_MAX = Duration.ofDays(31);

    private static final int REASON_LENGTH_MAX = 500;

    /**
     * One of them, or many in a row that are kept as one.
     *
     * @param ended empty while it lasts
     * @param many that it is
     * @param reason in words for staff; of many that of the last
     */
    public record Outage(Instant began, Optional<Instant> ended, Many many, String reason) {

        /**
         * How many outages it is.
         *
         * @param between how long the cloud was there in between
         */
        public record Many(long times, Duration between) {
            static final Many ONE = new Many(1, Duration.ZERO);
        }

        static Outage since(Instant began, String reason) {
            return new Outage(
                    began,
                    Optional.empty(),
                    Many.ONE,
                    reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX)));
        }

        /** It is over; a clock that was set back makes no outage of less than no time. */
        Outage until(Instant end) {
            return new Outage(began, Optional.of(end.isBefore(began) ? began : end), many, reason);
        }

        /** Both as one, where this one is over. */
        Outage with(Outage next) {
            Instant end = ended.orElse(next.began);
            Duration there = next.began.isAfter(end) ? Duration.between(end, next.began) : Duration.ZERO;
            return new Outage(
                    began,
                    next.ended,
                    new Many(
                            many.times + next.many.times,
                            many.between.plus(there).plus(next.many.between)),
                    next.reason);
        }

        /** How long the cloud was away. */
        public Duration lasted(Instant now) {
            Duration away = Duration.between(began, ended.orElse(now)).minus(many.between);
            return away.isNegative() ? Duration.ZERO : away;
        }

        /** How much of it lies between two moments; of many as if they were spread evenly. */
        private Duration within(Instant from, Instant to) {
            Instant first = began.isBefore(from) ? from : began;
            Instant last = ended.filter(end -> end.isBefore(to)).orElse(to);
            if (!last.isAfter(first)) {
                return Duration.ZERO;
            }
            Duration part = Duration.between(first, last);
            double whole = Duration.between(began, ended.orElse(to)).toMillis();
            return many.between.isZero()
                    ? part
                    : Duration.ofMillis((long) (part.toMillis() * (lasted(to).toMillis() / whole)));
        }
    }

    private Outages() {}

    /** These shall be there, in the order in which they began; what is known of one with the same beginning is older. */
    static void write(Sql sql, String reader, List<Outage> outages) throws SQLException {
        for (Outage each : outages) {
            if (put(sql, reader, each) == 0) {
                sql.change(
                        "INSERT INTO outage (reader, began, reason) VALUES (?, ?, '')",
                        reader,
                        each.began().toEpochMilli());
                put(sql, reader, each);
            }
        }
        long kept = sql.number("SELECT count(*) FROM outage WHERE reader = ?", reader);
        for (long more = kept - KEPT_MAX; more > 0; more--) {
            joinOldest(sql, reader);
        }
    }

    /** @return how many are there now that began then */
    private static int put(Sql sql, String reader, Outage outage) throws SQLException {
        return sql.change(
                "UPDATE outage SET ended = ?, times = ?, there = ?, reason = ? WHERE reader = ? AND began = ?",
                outage.ended().map(Instant::toEpochMilli).orElse(null),
                outage.many().times(),
                outage.many().between().toMillis(),
                outage.reason(),
                reader,
                outage.began().toEpochMilli());
    }

    private static void joinOldest(Sql sql, String reader) throws SQLException {
        List<Outage> oldest = sql.all(
                "SELECT " + COLUMNS + " FROM outage WHERE reader = ? ORDER BY id LIMIT 2", Outages::outage, reader);
        Outage first = oldest.getFirst();
        Outage second = oldest.getLast();
        boolean counts = first.ended()
                .filter(end -> end.plus(COUNTED_MAX).isAfter(second.began()))
                .isPresent();
        sql.change(
                "DELETE FROM outage WHERE reader = ? AND began = ?",
                reader,
                (counts ? second : first).began().toEpochMilli());
        if (counts) {
            put(sql, reader, first.with(second));
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
                    "SELECT " + COLUMNS + " FROM outage WHERE reader = ? ORDER BY id DESC", Outages::outage, reader);
        }
    }

    /** A row of {@link #COLUMNS}. */
    static Outage outage(ResultSet row) throws SQLException {
        long ended = row.getLong(2);
        Optional<Instant> end = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
        return new Outage(
                Instant.ofEpochMilli(row.getLong(1)),
                end,
                new Outage.Many(row.getLong(3), Duration.ofMillis(row.getLong(4))),
                row.getString(5));
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
