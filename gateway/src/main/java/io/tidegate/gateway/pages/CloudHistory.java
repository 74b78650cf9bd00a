package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.Outages;
import io.tidegate.gateway.journal.Outages.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a cloud was away.
 *
 * @param since from when on the uptime counts: 30 days ago, or as long as the journal has entries
 * @param uptime of the time since then, 0 to 1
 * @param outages the newest first
 */
record CloudHistory(Instant since, double uptime, List<Outage> outages) {

    private static final Duration COUNTED = Duration.ofDays(30);

    /**
     * Up to a moment.
     *
     * @param oldest entry of the journal
     * @param outages all that are known, the newest first
     */
    static CloudHistory of(Optional<Instant> oldest, List<Outage> outages, Instant now) {
        Instant earliest = now.minus(COUNTED);
        Instant since = oldest.filter(entry -> entry.isAfter(earliest) && entry.isBefore(now))
                .orElse(earliest);
        return new CloudHistory(since, Outages.uptime(outages, since, now), outages);
    }
}
