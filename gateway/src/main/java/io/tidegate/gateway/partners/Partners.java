package io.tidegate.gateway.partners;

import io.tidegate.gateway.inventory.Exchange;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Booking;
import io.tidegate.observation.Origin;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The other gateways of the site. Opened and closed by one thread; all else is safe from any. */
public final class Partners implements AutoCloseable {

    private final Origin self;
    private final List<StockSettings.Partner> named;
    private final Exchange exchange;
    private final List<Partner> running = new ArrayList<>();

    private Partners(SiteFile site, Exchange exchange) {
        this.self = site.origin();
        this.named = site.stock().partners();
        this.exchange = exchange;
    }

    /** Asks each of them from now on. */
    public static Partners open(SiteFile site, Journal journal, Inventory inventory, InstantSource clock)
            throws SQLException, InterruptedException {
        Partners partners = new Partners(site, inventory.exchange());
        if (!partners.named.isEmpty()) {
            Partner.Room room = new Partner.Room(partners.self, journal, partners.exchange, clock);
            for (StockSettings.Partner each : partners.named) {
                partners.running.add(Partner.start(each, room));
            }
        }
        return partners;
    }

    /** Whether the site file names any. */
    public boolean any() {
        return !named.isEmpty();
    }

    /** In the order of the site file. */
    public List<PartnerStatus> status() {
        return running.stream().map(Partner::status).toList();
    }

    /** Whether one of them would send that header; takes as long for a token that is nearly right as for any other. */
    public boolean isToken(String authorization) {
        byte[] sent = authorization.getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (StockSettings.Partner each : named) {
            byte[] expected = ("Bearer " + each.token().reveal()).getBytes(StandardCharsets.UTF_8);
            known |= MessageDigest.isEqual(expected, sent);
        }
        return known;
    }

    /** This gateway, as it tells. */
    public Origin self() {
        return self;
    }

    /** What it tells. Reads the database. */
    public Exchange.Part told(String mark, int limit) throws SQLException {
        return exchange.after(mark, limit);
    }

    /** Lines that do not count, since another says something else under their id; the newest first. Reads the database. */
    public List<Booking> conflicts() throws SQLException {
        return exchange.conflicts();
    }

    @Override
    public void close() {
        running.forEach(Partner::close);
    }
}
