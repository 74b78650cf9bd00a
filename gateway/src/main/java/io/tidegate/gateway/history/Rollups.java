package io.tidegate.gateway.history;

import io.tidegate.gateway.journal.Projection;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import io.tidegate.site.HistorySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Summarises the journal by the minute and by the hour, each entry exactly once. A value goes into the minute in which it
 * was observed, however late it comes. An hour is summed up from its minutes when nothing more comes for it, instead of
 * being written each minute; until then it is stale, and read from its minutes. Used by the journal's thread only.
 */
final class Rollups implements Projection {

    static final String NAME = "history";

    /** What comes within this time is summarised in one commit; charts read the rest from the journal meanwhile. */
    static final Duration LAG = Duration.ofSeconds(60);

    private static final List<String> TABLES =
            List.of("history_minute", "history_hour", "history_stale", "history_series");

    private static final long MINUTES_OF_AN_HOUR = 60;

    /** Minutes' rows read in one slice to sum up hours, so that no acknowledgement waits long for it. */
    private static final int ROWS_SUMMED_MAX = 5_000;

    /** Rows removed in one step, at least; more where more were added, or they would never be caught up with. */
    private static final int ROWS_REMOVED_MIN = 1_000;

    /** What time it is, and whether a clock that says so can be believed: if not, nothing is old. */
    record Times(InstantSource clock, BooleanSupplier believed) {}

    private final HistorySettings.Embedded kept;
    private final Times times;
    private final Duration lag;
    private final SeriesIds series = new SeriesIds();

    Rollups(HistorySettings.Embedded kept, Times times, Duration lag) {
        this.kept = kept;
        this.times = times;
        this.lag = lag;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** What is summed up cannot be put into another minute later. */
    @Override
    public boolean needsSettledTimes() {
        return true;
    }

    @Override
    public Duration lag() {
        return lag;
    }

    @Override
    public List<Renewal.Table> tables() {
        return List.of(
                Renewal.Table.large("history_minute", "start", "series"),
                Renewal.Table.large("history_hour", "start", "series"),
                Renewal.Table.small("history_stale", "hour"));
    }

    @Override
    public void prepare(Connection transaction) throws SQLException {
        SeriesIds.create(transaction);
        Tier.MINUTES.create(transaction);
        Tier.HOURS.create(transaction);
        StaleHours.create(transaction);
    }

    /** Before it is prepared. Without the numbers of the series nothing that was summed up can be told apart. */
    static void lookAtSeries(Renewal renewal) throws SQLException, InterruptedException {
        if (renewal.isDamaged(Renewal.Table.small("history_series", "id"))) {
            renewal.putAside(TABLES);
        }
    }

    /** Removes all that was summarised, when another place keeps the history from now on. */
    static void drop(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate("DROP TABLE IF EXISTS " + table);
            }
        }
    }

    @Override
    public void apply(List<Entry> entries, Connection transaction) throws SQLException {
        series.align(transaction);
        Map<Long, Map<Integer, Bucket>> byMinute = summed(entries, transaction);
        Set<Long> hours = new HashSet<>();
        Set<Long> gone = new HashSet<>();
        for (long minute : byMinute.keySet()) {
            long hour = Math.floorDiv(minute, MINUTES_OF_AN_HOUR);
            if (hours.add(hour) && !StaleHours.mark(transaction, hour)) {
                gone.add(hour);
            }
        }
        int added = 0;
        try (PreparedStatement adding = Tier.MINUTES.adding(transaction)) {
            for (Map.Entry<Long, Map<Integer, Bucket>> minute : byMinute.entrySet()) {
                if (gone.contains(Math.floorDiv(minute.getKey(), MINUTES_OF_AN_HOUR))) {
                    continue;
                }
                for (Map.Entry<Integer, Bucket> each : minute.getValue().entrySet()) {
                    Tier.MINUTES.add(adding, minute.getKey(), each.getKey(), each.getValue());
                    added++;
                }
            }
        }
        StaleHours.sumUp(transaction, hours, ROWS_SUMMED_MAX);
        if (times.believed().getAsBoolean()) {
            retain(transaction, ROWS_REMOVED_MIN + 2 * added);
        }
    }

    private Map<Long, Map<Integer, Bucket>> summed(List<Entry> entries, Connection transaction) throws SQLException {
        Map<Long, Map<Integer, Bucket>> byMinute = new TreeMap<>();
        for (Entry entry : entries) {
            Observation seen = entry.observation();
            long at = seen.at().toEpochMilli();
            long minute = Math.floorDiv(at, Steps.MINUTE.toMillis());
            switch (seen) {
                case Observation.Reading reading -> {
                    for (Map.Entry<String, Value> field : reading.fields().entrySet()) {
                        OptionalInt id = series.id(transaction, new Series(seen.device(), field.getKey()));
                        OptionalDouble number = Buckets.number(field.getValue());
                        if (id.isPresent() && number.isPresent()) {
                            bucket(byMinute, minute, id.getAsInt()).add(number.getAsDouble(), at);
                        }
                    }
                }
                // Where the tables are made anew from a journal that had to sum up.
                case Summary summary -> {
                    for (Map.Entry<String, Summary.Digest> field :
                            summary.fields().entrySet()) {
                        OptionalInt id = series.id(transaction, new Series(seen.device(), field.getKey()));
                        if (id.isPresent() && field.getValue() instanceof Summary.Spread spread) {
                            bucket(byMinute, minute, id.getAsInt()).add(Bucket.of(spread, at));
                        }
                    }
                }
                default -> {
                    // Nothing that can be summed up.
                }
            }
        }
        return byMinute;
    }

    private static Bucket bucket(Map<Long, Map<Integer, Bucket>> byMinute, long minute, int series) {
        return byMinute.computeIfAbsent(minute, _ -> new HashMap<>()).computeIfAbsent(series, _ -> new Bucket());
    }

    /** In small steps; minutes go by whole hours, and none before its hour is summed up. */
    private void retain(Connection transaction, int rowsMax) throws SQLException {
        long now = times.clock().instant().toEpochMilli();
        long hourMillis = Steps.HOUR.toMillis();
        long minutesUpTo = Math.floorDiv(now - kept.minutes().toMillis(), hourMillis);
        OptionalLong stale = StaleHours.first(transaction);
        if (stale.isPresent()) {
            minutesUpTo = Math.min(minutesUpTo, stale.getAsLong());
        }
        OptionalLong minute = Tier.MINUTES.oldest(transaction);
        if (minute.isPresent()) {
            long hour = Math.floorDiv(minute.getAsLong(), MINUTES_OF_AN_HOUR);
            if (hour < minutesUpTo) {
                StaleHours.removeMinutes(transaction, hour, rowsMax);
            }
        }
        Tier.HOURS.removeBefore(transaction, Math.floorDiv(now - kept.hours().toMillis(), hourMillis), rowsMax);
    }
}
