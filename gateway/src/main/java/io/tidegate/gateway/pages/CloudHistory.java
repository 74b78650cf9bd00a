package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.Outages;
import io.tidegate.gateway.journal.Outages.Outage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a cloud was away.
 *
 * @param since from when on the uptime counts: 30 days ago, or as long as the journal has entries
 * @param uptime of the time since then, 0 to 1
 * @param outages the newest first
 */
record CloudHistory(Instant since, double uptime, List<Outage> outages) {

    private static final Duration COUNTED = Duration.ofDays(30);

    /** Reads the database: for worker threads. */
    static CloudHistory of(Rooms rooms, String sink, int limit) throws SQLException {
        Instant now = rooms.surroundings().clock().instant();
        Instant earliest = now.minus(COUNTED);
        Instant since = rooms.journal()
                .status()
                .oldest()
                .filter(oldest -> oldest.isAfter(earliest) && oldest.isBefore(now))
                .orElse(earliest);
        try (Connection reader = rooms.journal().openReader()) {
            List<Outage> outages = rooms.journal().books().outages(reader, sink, limit);
            return new CloudHistory(since, Outages.uptime(outages, since, now), outages);
        }
    }
}
