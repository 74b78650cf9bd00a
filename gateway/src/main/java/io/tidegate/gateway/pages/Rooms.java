package io.tidegate.gateway.pages;

import io.tidegate.driver.WatchStatus;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.live.LiveSite;
import io.tidegate.site.SiteFile;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * All that the pages read. The suppliers answer from memory at once, from any thread.
 *
 * @param effectiveSite the site file with its defaults as YAML, secrets masked
 */
public record Rooms(
        SiteFile site, String effectiveSite, Journal journal, LiveSite live, Past past, Surroundings surroundings) {

    /**
     * What changes around the journal.
     *
     * @param broker empty while the gateway is still starting
     * @param clockTrusted whether the box knows that its clock is right
     */
    public record Surroundings(
            Supplier<List<WatchStatus>> watches,
            Supplier<List<SinkReport>> sinks,
            Supplier<Optional<BrokerReport>> broker,
            BooleanSupplier clockTrusted,
            InstantSource clock) {}

    /** Whether that cloud, or the history, is being delivered to now. */
    boolean delivers(String sink) {
        return surroundings.sinks().get().stream().anyMatch(each -> each.id().equals(sink));
    }
}
