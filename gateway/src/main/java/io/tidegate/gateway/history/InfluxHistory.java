package io.tidegate.gateway.history;

import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import io.tidegate.clouds.influxdb.FieldNames;
import io.tidegate.clouds.influxdb.InfluxServer;
import io.tidegate.clouds.influxdb.InfluxSink;
import io.tidegate.clouds.influxdb.InfluxTime;
import io.tidegate.clouds.influxdb.InfluxTrouble;
import io.tidegate.clouds.influxdb.ReadingLines;
import io.tidegate.gateway.history.Timeline.Moment;
import io.tidegate.net.Tls;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Value;
import io.tidegate.site.HistorySettings;
import io.tidegate.sync.Sink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The history in an InfluxDB, fed through {@link #sink} by a courier of its own. What the courier has not brought yet is
 * not in the answers. Safe from any worker thread.
 */
public final class InfluxHistory implements History {

    /** Of {@code LAST(*)}, the columns' names begin so. */
    private static final String LAST = "last_";

    /** A box that writes its shards out may be slow, and a long answer longer. */
    private static final InfluxServer.Patience PATIENCE =
            new InfluxServer.Patience(Duration.ofSeconds(15), Duration.ofMinutes(1));

    private final InfluxServer server;
    private final InfluxQl questions;

    private InfluxHistory(InfluxServer server, Origin origin) {
        this.server = server;
        this.questions = new InfluxQl(origin);
    }

    /** @param origin whose entries are read: many gateways may share a database */
    public static InfluxHistory of(HistorySettings.Influx settings, Origin origin) {
        return new InfluxHistory(server(settings), origin);
    }

    /** What a courier delivers to, with connections of its own. */
    public static Sink sink(HistorySettings.Influx settings, Origin origin) {
        return new InfluxSink(server(settings), new ReadingLines(origin));
    }

    private static InfluxServer server(HistorySettings.Influx settings) {
        return new InfluxServer(
                new InfluxServer.Settings(settings.url(), settings.where(), Tls.STANDARD, PATIENCE, false));
    }

    /** A field of texts of which the last is empty is not told: it looks like one that was never there. */
    @Override
    public List<Series> series() throws IOException {
        Set<Series> all = new TreeSet<>();
        for (String measurement : List.of(ReadingLines.READING, ReadingLines.TEXT)) {
            for (InfluxQLQueryResult.Series row : ask(questions.lastOfAll(measurement), server::askWithGaps)) {
                DeviceId device = new DeviceId(row.getTags().getOrDefault("device", ""));
                for (String column : row.getColumns().keySet()) {
                    for (InfluxQLQueryResult.Series.Record values : row.getValues()) {
                        if (column.startsWith(LAST) && !"".equals(values.getValueByKey(column))) {
                            all.add(new Series(device, FieldNames.fromInflux(column.substring(LAST.length()))));
                        }
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    @Override
    public Course course(Series series, Span span, Duration step) throws IOException {
        Steps.checked(span, step);
        List<Point> points = new ArrayList<>();
        for (InfluxQLQueryResult.Series answer : ask(questions.course(series, span.wholeSteps(step), step))) {
            for (InfluxQLQueryResult.Series.Record row : answer.getValues()) {
                if (isBeingWritten(row, "min", "mean", "max", "count", "last")) {
                    continue;
                }
                points.add(new Point(
                        Instant.ofEpochMilli(nanos(row) / InfluxTime.NANOS_OF_A_MILLI),
                        number(row, "min"),
                        number(row, "mean"),
                        number(row, "max"),
                        (long) number(row, "count"),
                        number(row, "last")));
            }
        }
        return new Course(step, false, points);
    }

    @Override
    public Timeline values(Series series, Span span, int limit) throws IOException {
        int more = History.checkedLimit(limit) + 1;
        record Found(long nanos, Value value) {}
        List<Found> found = new ArrayList<>();
        for (String measurement : List.of(ReadingLines.READING, ReadingLines.TEXT)) {
            String question = questions.values(measurement, series, span, ReadingLines.TYPE, more);
            for (InfluxQLQueryResult.Series answer : ask(question)) {
                for (InfluxQLQueryResult.Series.Record row : answer.getValues()) {
                    if (!isBeingWritten(row, ReadingLines.TYPE)) {
                        found.add(new Found(nanos(row), value(row)));
                    }
                }
            }
        }
        found.sort(Comparator.comparingLong(Found::nanos));
        List<Moment> moments = found.stream()
                .limit(limit)
                .map(each -> new Moment(Instant.ofEpochMilli(each.nanos / InfluxTime.NANOS_OF_A_MILLI), each.value))
                .toList();
        return new Timeline(found.size() > limit, moments);
    }

    /** InfluxDB looks for each column on its own: what comes meanwhile may be in one already, and in another not yet. */
    private static boolean isBeingWritten(InfluxQLQueryResult.Series.Record row, String... columns) {
        return Stream.of(columns).anyMatch(column -> "".equals(row.getValueByKey(column)));
    }

    private static Value value(InfluxQLQueryResult.Series.Record row) throws IOException {
        return switch (told(row, ReadingLines.TYPE)) {
            case ReadingLines.NUMBER -> Value.of(number(row, "value"));
            case ReadingLines.FLAG -> Value.of(number(row, "value") != 0);
            default -> Value.of(told(row, "value"));
        };
    }

    private static long nanos(InfluxQLQueryResult.Series.Record row) throws IOException {
        return Long.parseLong(told(row, "time"));
    }

    private static double number(InfluxQLQueryResult.Series.Record row, String column) throws IOException {
        return Double.parseDouble(told(row, column));
    }

    private static String told(InfluxQLQueryResult.Series.Record row, String column) throws IOException {
        Object value = row.getValueByKey(column);
        if (value == null) {
            throw new IOException("InfluxDB answers without '" + column + "'; somebody else writes to our database");
        }
        return value.toString();
    }

    private List<InfluxQLQueryResult.Series> ask(String question) throws IOException {
        return ask(question, server::ask);
    }

    private List<InfluxQLQueryResult.Series> ask(
            String question, Function<String, List<InfluxQLQueryResult.Result>> asking) throws IOException {
        try {
            return asking.apply(question).stream()
                    .flatMap(result -> result.getSeries().stream())
                    .toList();
        } catch (InfluxException e) {
            InfluxTrouble trouble = InfluxTrouble.of(e, server);
            if (trouble instanceof InfluxTrouble.NoDatabase && server.makesDatabases()) {
                // Nothing was written yet.
                return List.of();
            }
            throw new IOException(trouble.words(), e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
