package io.tidegate.gateway;

import io.tidegate.gateway.history.EmbeddedHistory;
import io.tidegate.gateway.history.History;
import io.tidegate.gateway.history.InfluxHistory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.pages.Past;
import io.tidegate.observation.Origin;
import io.tidegate.site.GatewaySettings.ClockRule;
import io.tidegate.site.HistorySettings;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SiteFile;
import io.tidegate.sync.Courier;
import io.tidegate.sync.Sink;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The site's past: where it is kept, who brings it there, and how the pages ask for it. Safe from any thread. */
record SiteHistory(History history, Optional<Courier> courier) implements AutoCloseable {

    /** The cursor of the courier to InfluxDB; no sink of the site file has this name. */
    private static final String READER = SiteFile.HISTORY_READER;

    /** Points are small, and InfluxDB likes many at once. */
    private static final BatchLimits BATCH = new BatchLimits(2_000, 1 << 20);

    static SiteHistory open(SiteFile site, Journal journal, Clock clock) throws SQLException, InterruptedException {
        Origin origin = site.origin();
        return switch (site.history()) {
            case HistorySettings.Embedded kept ->
                new SiteHistory(EmbeddedHistory.open(journal, kept, clock), Optional.empty());
            case HistorySettings.Influx influx -> {
                EmbeddedHistory.forget(journal);
                yield new SiteHistory(
                        InfluxHistory.of(influx, origin),
                        Optional.of(courier(influx.url(), InfluxHistory.sink(influx, origin), journal, clock)));
            }
        };
    }

    /** Who must keep a place in the journal. */
    static List<String> readers(HistorySettings settings) {
        return settings instanceof HistorySettings.Embedded ? List.of() : List.of(READER);
    }

    private static Courier courier(URI url, Sink sink, Journal journal, Clock clock) {
        return Courier.start(
                new Courier.Duty(READER, "influxdb", url.toString(), BATCH, true),
                AwaitingClock.before(sink, journal, ClockRule.PLAIN),
                journal.outbox(READER),
                clock);
    }

    Past past() {
        return new SitePast(history);
    }

    /** The courier first, since it writes to where the history reads. */
    @Override
    public void close() {
        courier.ifPresent(Courier::close);
        history.close();
    }
}
