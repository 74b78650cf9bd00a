package io.tidegate.gateway;

import static java.util.Objects.requireNonNull;

import io.tidegate.clouds.Clouds;
import io.tidegate.devices.Devices;
import io.tidegate.driver.Broker;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Watch;
import io.tidegate.gateway.commands.CloudCommands;
import io.tidegate.gateway.commands.CommandTargets;
import io.tidegate.gateway.inventory.Catalogue;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Account;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.live.LiveSite;
import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.pages.Rooms;
import io.tidegate.gateway.pages.SinkReport;
import io.tidegate.gateway.pages.SiteReports;
import io.tidegate.gateway.pages.WebServer;
import io.tidegate.gateway.partners.Partners;
import io.tidegate.gateway.proofs.Proofs;
import io.tidegate.gateway.scanning.Scanning;
import io.tidegate.gateway.sensing.Sensing;
import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.gateway.siteversions.SiteText;
import io.tidegate.gateway.siteversions.SiteVersions;
import io.tidegate.gateway.siteversions.Start;
import io.tidegate.gateway.siteversions.Trial;
import io.tidegate.gateway.traceability.ColdChain;
import io.tidegate.site.Profiles;
import io.tidegate.site.SiteFile;
import io.tidegate.sync.Courier;
import io.tidegate.sync.SinkStatus;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A running site. All wiring is here, read top to bottom: what is opened, in which order. It is closed in the opposite
 * order, so that what acknowledges goes before what it acknowledges from. Started and closed by one thread at a time.
 */
public final class Gateway implements AutoCloseable {

    private static final long VERTX_CLOSE_SECONDS = 10;

    /** Longer than that the journal is only opened where its disk allows nothing, or to check what a power cut left. */
    private static final Duration USUAL_OPENING = Duration.ofSeconds(1);

    private final SiteFile site;
    private final SiteText source;
    private final Start begun;
    private final Trial.Limits limits;
    private final Profiles profiles;
    private final Conditioning conditioning;
    private final Clock clock = Clock.systemUTC();
    private final Closing closing = new Closing();
    private volatile @Nullable SiteBroker broker;
    private final CompletableFuture<Throwable> mistake = new CompletableFuture<>();
    private @Nullable WebServer web;
    private @Nullable SiteVersions siteFile;
    private @Nullable Catalogue catalogue;
    private volatile @Nullable RunningSite running;

    private Gateway(Start begun, SiteText source, Trial.Limits limits) {
        this.site = begun.site();
        this.begun = begun;
        this.source = source;
        this.limits = limits;
        this.profiles = Profiles.of(site);
        this.conditioning = new Conditioning(profiles);
    }

    /** Returns when everything runs by this site file, which is in no file. */
    public static Gateway start(SiteFile site) throws CannotStart, InterruptedException {
        SiteText.Given source = SiteText.of(site);
        return start(Start.as(site, source.now()), source, Trial.Limits.USUAL);
    }

    /**
     * Returns when everything runs.
     *
     * @param source of the site file, when it has changed
     */
    static Gateway start(Start begun, SiteText source, Trial.Limits limits) throws CannotStart, InterruptedException {
        Gateway gateway = new Gateway(begun, source, limits);
        boolean started = false;
        try {
            gateway.open();
            started = true;
            return gateway;
        } catch (IOException | SQLException | DeviceException e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        } finally {
            if (!started) {
                gateway.close();
            }
        }
    }

    private void open() throws IOException, SQLException, DeviceException, InterruptedException {
        Devices.secure(site.devices());
        JournalOpening opening = closing.add("the journal", JournalOpening.begin(site.gateway()));
        Vertx vertx = Vertx.vertx();
        closing.add(
                "Vert.x",
                () -> vertx.close()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(VERTX_CLOSE_SECONDS, TimeUnit.SECONDS));
        if (!opening.isOpenWithin(USUAL_OPENING)) {
            // Its disk may be full: who looks at the page reads that there.
            openWeb(vertx, opening);
        }
        Journal journal = opening.untilOpen();
        journal.mistake().thenAccept(mistake::complete);
        SiteHistory history = closing.add("the history", SiteHistory.open(site, journal, clock));
        LiveSite live = LiveSite.open(journal, clock);
        SiteBroker siteBroker = SiteBroker.open(site, vertx, journal, closing);
        broker = siteBroker;
        RunningSite parts =
                new RunningSite(clouds(), profiles, devices(siteBroker.broker(), journal), journal, siteClock());
        running = parts;
        // Before the pages and the clouds: after a power cut the devices are waiting.
        closing.add("the devices", parts.devices());
        parts.openDevices(site);
        live.recall(journal);
        Rooms.Stock stock = openStock(journal, history, parts);
        openOutward(vertx, opening, new Inside(journal, live, history, stock));
        Logger.info(
                "Site '{}' runs: page {}, {} device(s), {} sink(s)",
                site.site().id(),
                page(),
                site.devices().size(),
                site.sinks().size());
    }

    /** What people, receivers and clouds come to. */
    private record Inside(Journal journal, LiveSite live, SiteHistory history, Rooms.Stock stock) {}

    private void openOutward(Vertx vertx, JournalOpening opening, Inside inside)
            throws IOException, SQLException, InterruptedException {
        RunningSite parts = requireNonNull(running);
        Proofs proofs = closing.add("the proofs", Proofs.open(site, inside.journal, clock));
        CloudCommands commands = closing.add("the commands", CloudCommands.open(inside.journal, clock));
        WebServer web = openWeb(vertx, opening);
        SiteVersions versions = openVersions(vertx, inside.journal, parts);
        Rooms rooms = rooms(inside, new Rooms.Outward(proofs, commands));
        closing.add("the pages", web.show(rooms));
        commands.begin(new CommandTargets(rooms.siteFile(), parts::tell, new SiteReports(rooms)));
        closing.add("the sinks", parts.sinks());
        parts.openSinks(site, commands::desk);
        // What is being tried then ends before what it is tried on.
        closing.add("the versions of the site file", versions).open();
    }

    private SiteVersions openVersions(Vertx vertx, Journal journal, RunningSite parts)
            throws SQLException, InterruptedException {
        SocketAddress address = SocketAddress.inetSocketAddress(
                requireNonNull(web).port(), site.web().host());
        SiteHealth health = closing.add("the look at the gateway", SiteHealth.open(parts, journal, vertx, address));
        SiteVersions versions = SiteVersions.of(begun, source, new SiteTrial(parts, health), limits, clock);
        siteFile = versions;
        return versions;
    }

    private Rooms.Stock openStock(Journal journal, SiteHistory history, RunningSite parts)
            throws SQLException, InterruptedException {
        Inventory inventory = closing.add("the stock", Inventory.open(site, journal, clock));
        catalogue = inventory.catalogue();
        Orders orders = closing.add("the orders", Orders.open(site, journal, inventory));
        Scanning scanning = closing.add("the scans", Scanning.open(site, journal, inventory, clock));
        var _ = scanning.onAnswer(parts::beep);
        Sensing sensing = closing.add("the scales and counters", Sensing.open(site, journal, inventory, clock));
        Partners partners = closing.add("the partners", Partners.open(site, journal, inventory, clock));
        return new Rooms.Stock(
                inventory, orders, scanning, sensing, partners, new ColdChain(history.history(), inventory.stays()));
    }

    /** The first time; then it is there. */
    private WebServer openWeb(Vertx vertx, JournalOpening opening) throws IOException, InterruptedException {
        WebServer open = web;
        if (open == null) {
            open = closing.add("the web server", WebServer.start(vertx, site, opening::trouble));
            web = open;
        }
        return open;
    }

    private Rooms rooms(Inside inside, Rooms.Outward outward) {
        RunningSite parts = requireNonNull(running);
        Rooms.Fields fields = new Rooms.Fields(profiles, conditioning);
        Rooms.Surroundings surroundings = new Rooms.Surroundings(
                () -> parts.devices().running().stream().map(Watch::status).toList(),
                () -> couriers(inside.history, parts)
                        .map(courier -> report(courier, inside.journal))
                        .toList(),
                () -> Optional.ofNullable(broker).map(each -> each.report().get()),
                inside.journal.clock()::synchronised,
                clock,
                parts::tell,
                sink -> couriers(inside.history, parts)
                        .filter(courier -> courier.status().id().equals(sink))
                        .findFirst()
                        .map(Courier::probe));
        return new Rooms(
                requireNonNull(siteFile),
                site,
                fields,
                inside.journal,
                inside.live,
                inside.history.past(),
                inside.stock,
                outward,
                surroundings);
    }

    private Clock siteClock() {
        return clock.withZone(site.site().timezone());
    }

    private static Stream<Courier> couriers(SiteHistory history, RunningSite parts) {
        return Stream.concat(history.courier().stream(), parts.sinks().running().stream());
    }

    private static SinkReport report(Courier courier, Journal journal) {
        SinkStatus status = courier.status();
        return SinkReport.of(status, journal.books().account(status.id()).orElse(Account.NONE));
    }

    private Clouds clouds() {
        return new Clouds(site.origin(), Version.current(), site.gateway().data());
    }

    private Devices devices(Broker broker, Journal journal) {
        Devices.Box box = new Devices.Box(site.gateway().data(), journal.clock()::synchronised);
        return new Devices(broker, conditioning, clock, box);
    }

    /** The site file as it may have changed. Once it runs. */
    SiteDoor siteFile() {
        return requireNonNull(siteFile);
    }

    /** What the site trades. Once it runs. */
    Catalogue catalogue() {
        return requireNonNull(catalogue);
    }

    /** The address that people open. */
    public URI page() {
        return URI.create(
                "http://" + site.web().host() + ":" + requireNonNull(web).port() + "/");
    }

    /** The port of the gateway's own MQTT server; 0 when the site has another broker. */
    public int mqttPort() {
        return requireNonNull(broker).port();
    }

    /** Completes, with the cause, when a mistake in the program has stopped what all depends on: close it, and start anew. */
    CompletionStage<Throwable> mistake() {
        return mistake;
    }

    @Override
    public void close() {
        RunningSite open = running;
        if (open != null) {
            // What could hurt somebody is safe before anything that may take long, be it another of its kind.
            List<Watch> outputs =
                    open.devices().running().stream().filter(Watch::isCommanded).toList();
            outputs.forEach(Watch::stop);
            outputs.forEach(Watch::close);
        }
        closing.close();
    }
}
