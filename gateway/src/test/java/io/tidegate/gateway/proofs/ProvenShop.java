package io.tidegate.gateway.proofs;

import io.tidegate.gateway.TestSite;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.PretendedMachine;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Proof;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.GatewaySettings.ClockRule;
import io.tidegate.site.Site;
import io.tidegate.site.StockSettings;
import io.tidegate.site.WebSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** A shop whose days are over when the test says so. */
final class ProvenShop implements AutoCloseable {

    static final ZoneId LONDON = ZoneId.of("Europe/London");

    final Journal journal;
    private final Proofs proofs;
    private final AtomicReference<Instant> now;

    private ProvenShop(Journal journal, Proofs proofs, AtomicReference<Instant> now) {
        this.journal = journal;
        this.proofs = proofs;
        this.now = now;
    }

    static ProvenShop open(Path folder, Instant at) throws SQLException, InterruptedException {
        GatewaySettings gateway = gateway(folder, ClockRule.TRUST);
        return open(Journal.open(folder, gateway), gateway, at);
    }

    /** On a machine whose clock nobody has set, unless the test does. */
    static ProvenShop open(PretendedMachine machine, Path folder, Instant at)
            throws SQLException, InterruptedException {
        GatewaySettings gateway = gateway(folder, ClockRule.PLAIN);
        return open(machine.open(folder, gateway), gateway, at);
    }

    static GatewaySettings gateway(Path folder, ClockRule clock) {
        return new GatewaySettings("gw-1", folder, Duration.ofMillis(1), GatewaySettings.Retention.DEFAULT, clock);
    }

    private static ProvenShop open(Journal journal, GatewaySettings gateway, Instant at)
            throws SQLException, InterruptedException {
        AtomicReference<Instant> now = new AtomicReference<>(at);
        Site site = new Site("shop", "Shop", LONDON, Locale.UK);
        Proofs proofs = Proofs.prepared(
                TestSite.of(site, gateway, WebSettings.DEFAULT, StockSettings.DEFAULT), journal, now::get);
        proofs.proving().step(false);
        return new ProvenShop(journal, proofs, now);
    }

    void step(Instant at) throws SQLException, InterruptedException {
        now.set(at);
        proofs.proving().step(false);
    }

    /** Somebody wants to have proven what there is. */
    void wanted() throws SQLException, InterruptedException {
        proofs.proving().step(true);
    }

    List<Proof> proofs() throws SQLException {
        List<Proof> found = new ArrayList<>();
        try (Connection reader = journal.openReader()) {
            List<Entry> entries = journal.entriesAfter(reader, 0, 1_000);
            while (!entries.isEmpty()) {
                entries.stream()
                        .map(Entry::observation)
                        .filter(Proof.class::isInstance)
                        .map(Proof.class::cast)
                        .forEach(found::add);
                entries = journal.entriesAfter(reader, entries.getLast().position(), 1_000);
            }
        }
        return found;
    }

    List<Proof.Range> ranges() throws SQLException {
        return proofs().stream().map(Proof::range).distinct().toList();
    }

    @Override
    public void close() {
        journal.close();
    }
}
