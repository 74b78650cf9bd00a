package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.Books;
import io.tidegate.gateway.journal.Outages;
import io.tidegate.gateway.journal.Outages.Outage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a cloud was away.
 *
 * @param counted in what part of which time it was there; empty where it was never tried
 * @param outages the newest first
 */
record CloudHistory(Optional<Counted> counted, List<Outage> outages) {

    /**
     * @param since 30 days ago, or when it was first tried
     * @param uptime of the time since then, 0 to 1
     */
    record Counted(Instant since, double uptime) {}

    private static final Duration COUNTED_MAX = Duration.ofDays(30);

    /**
     * Of a sink, up to a moment.
     *
     * @param oldest entry of the journal
     */
    static CloudHistory of(Books books, Connection reader, String sink, Optional<Instant> oldest, Instant now)
            throws SQLException {
        return of(books.triedSince(sink), oldest, books.outages(reader, sink), now);
    }

    /**
     * Up to a moment.
     *
     * @param tried since when the cloud is tried, or since the journal's beginning
     * @param oldest entry of the journal
     * @param outages all that are known, the newest first
     */
    private static CloudHistory of(
            Optional<Instant> tried, Optional<Instant> oldest, List<Outage> outages, Instant now) {
        Instant earliest = now.minus(COUNTED_MAX);
        Optional<Counted> counted = tried.map(first -> first.equals(Instant.EPOCH) ? oldest.orElse(first) : first)
                .map(first -> first.isBefore(earliest) ? earliest : first)
                .filter(since -> since.isBefore(now))
                .map(since -> new Counted(since, Outages.uptime(outages, since, now)));
        return new CloudHistory(counted, outages);
    }
}
