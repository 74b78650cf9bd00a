package io.tidegate.gateway.partners;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.gateway.TestSite;
import io.tidegate.gateway.TestStock;
import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Exchange;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.Secret;
import io.tidegate.site.Site;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A journal and a stock that another gateway can ask over HTTP, at an address that stays. It can be away, begin anew, and
 * say rubbish. Used by its test's thread.
 */
final class TestGateway implements AutoCloseable {

    private static final Secret TOKEN = new Secret("${env:TOKEN}", "secret");

    /** What it says instead of its ledger. */
    record Rubbish(int status, byte[] body) {}

    final String id;
    private final HttpServer server;
    private Journal journal;
    private Inventory inventory;
    private Optional<Partner> partner = Optional.empty();
    private Optional<URI> other = Optional.empty();
    private volatile boolean away;
    volatile Optional<Rubbish> rubbish = Optional.empty();

    TestGateway(String id, Path folder) throws Exception {
        this.id = id;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        this.journal = open(folder);
        this.inventory = Inventory.open(site(), journal, InstantSource.system());
    }

    private Journal open(Path folder) throws SQLException {
        return Journal.open(
                folder, new GatewaySettings(id, folder, Duration.ofMillis(1), GatewaySettings.Retention.DEFAULT));
    }

    private SiteFile site() {
        List<StockSettings.Partner> partners =
                other.map(url -> new StockSettings.Partner(url, TOKEN)).stream().toList();
        return TestSite.of(
                new Site("corner-shop", "Corner Shop", ZoneOffset.UTC, Locale.UK),
                new GatewaySettings(id, Path.of("."), GatewaySettings.COMMIT_WINDOW, GatewaySettings.Retention.DEFAULT),
                TestStock.shared(partners));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on {@link #ask} asks that one. */
    void meets(TestGateway gateway) throws SQLException, InterruptedException {
        other = Optional.of(gateway.url());
        partner = Optional.of(Partner.stepwise(
                new StockSettings.Partner(gateway.url(), TOKEN),
                new Partner.Room(
                        new Origin("corner-shop", id), journal, inventory.exchange(), InstantSource.system())));
    }

    /** Asks the other once. */
    PartnerStatus ask() throws InterruptedException {
        partner.orElseThrow().step();
        return partner.orElseThrow().status();
    }

    /** Asks until there is no more. */
    PartnerStatus askForAll() throws InterruptedException {
        PartnerStatus status = ask();
        while (status.more() && status.trouble().isEmpty()) {
            status = ask();
        }
        return status;
    }

    PartnerStatus status() {
        return partner.orElseThrow().status();
    }

    void away(boolean now) {
        away = now;
    }

    /** Starts again on a folder: its own, an empty one, or a copy. */
    void startAgain(Path folder) throws Exception {
        partner.ifPresent(Partner::close);
        inventory.close();
        journal.close();
        journal = open(folder);
        inventory = Inventory.open(site(), journal, InstantSource.system());
    }

    void record(List<? extends Observation> lines) throws InterruptedException {
        journal.record(List.copyOf(lines));
    }

    Journal journal() {
        return journal;
    }

    Inventory inventory() {
        return inventory;
    }

    List<String> levels() throws SQLException {
        List<String> levels =
                inventory.books().levels(Optional.empty(), Optional.empty(), Books.After.START, Books.ROWS_MAX).stream()
                        .map(each -> each.item() + "@" + each.location() + "/"
                                + each.lot().orElse("") + " " + each.amount())
                        .toList();
        return List.copyOf(new TreeSet<>(levels));
    }

    private void answer(HttpExchange request) throws IOException {
        try (request) {
            if (away) {
                return; // It breaks off.
            }
            byte[] body = rubbish.map(Rubbish::body).orElse(new byte[0]);
            int status = rubbish.map(Rubbish::status).orElse(200);
            if (rubbish.isEmpty()) {
                body = ledger(URLDecoder.decode(
                        request.getRequestURI().getRawQuery().replaceFirst(".*after=", ""), StandardCharsets.UTF_8));
            }
            request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            request.getResponseBody().write(body);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private byte[] ledger(String after) throws SQLException, IOException {
        Exchange.Part part = inventory.exchange().after(after, 50);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            LedgerPart.write(json, new Origin("corner-shop", id), part.next(), part.more(), part.lines());
        }
        return text.toByteArray();
    }

    @Override
    public void close() {
        partner.ifPresent(Partner::close);
        server.stop(0);
        inventory.close();
        journal.close();
    }
}
