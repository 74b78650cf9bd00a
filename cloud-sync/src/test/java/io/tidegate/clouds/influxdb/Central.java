package io.tidegate.clouds.influxdb;

import com.influxdb.query.InfluxQLQueryResult.Series.Record;
import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.site.InfluxCloud;
import io.tidegate.site.InfluxDatabase;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Head office's InfluxDB, as its owner sees it. Used by one test thread. */
final class Central implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final InfluxServer server;

    Central(URI url, InfluxDatabase database) {
        this.server = new InfluxServer(InfluxServer.Settings.of(config(url, database)));
    }

    static InfluxDatabase version1(String database) {
        return new InfluxDatabase.Version1(database, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static InfluxCloud config(URI url, InfluxDatabase database) {
        return config(url, database, TIMEOUT);
    }

    static InfluxCloud config(URI url, InfluxDatabase database, Duration timeout) {
        Common common = Common.of("central", timeout, BatchLimits.DEFAULT);
        return new InfluxCloud(common, url, database, Tls.STANDARD, true);
    }

    /** In this order, at positions from 1. */
    static List<Entry> entries(List<? extends Observation> seen) {
        List<Entry> entries = new ArrayList<>();
        seen.forEach(each -> entries.add(new Entry(entries.size() + 1, Instant.EPOCH, each)));
        return entries;
    }

    void write(String... lines) {
        server.write(List.of(lines));
    }

    /** The rows of all series. */
    List<Record> ask(String influxQl) {
        return server.ask(influxQl).stream()
                .flatMap(result -> result.getSeries().stream())
                .flatMap(series -> series.getValues().stream())
                .toList();
    }

    /** What stands in a column; nothing where there is a gap. */
    List<String> column(String influxQl, String column) {
        return ask(influxQl).stream()
                .map(row -> String.valueOf(row.getValueByKey(column)))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
