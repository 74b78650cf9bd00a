package io.tidegate.gateway;

import static java.util.Objects.requireNonNull;

import io.tidegate.clouds.Clouds;
import io.tidegate.devices.Devices;
import io.tidegate.devices.mqtt.PahoBroker;
import io.tidegate.driver.Broker;
import io.tidegate.driver.Command;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Outcome;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.SignallingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.live.LiveSite;
import io.tidegate.gateway.mqttserver.MqttIntake;
import io.tidegate.gateway.pages.BrokerReport;
import io.tidegate.gateway.pages.Past;
import io.tidegate.gateway.pages.Rooms;
import io.tidegate.gateway.pages.SinkReport;
import io.tidegate.gateway.pages.WebServer;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.Profiles;
import io.tidegate.site.SinkConfig;
import io.tidegate.site.SiteFile;
import io.tidegate.sync.Courier;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    private final Profiles profiles;
    private final Conditioning conditioning;
    private final Clock clock = Clock.systemUTC();
    private final Closing closing = new Closing();
    private final List<Courier> couriers = new CopyOnWriteArrayList<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private volatile Supplier<Optional<BrokerReport>> brokerReport = Optional::empty;
    private final CompletableFuture<Throwable> mistake = new CompletableFuture<>();
    private @Nullable WebServer web;
    private int mqttPort;

    private Gateway(SiteFile site) {
        this.site = site;
        this.profiles = new Profiles(site.profiles());
        this.conditioning = new Conditioning(profiles);
    }

    /** Returns when everything runs. */
    public static Gateway start(SiteFile site) throws CannotStart, InterruptedException {
        Gateway gateway = new Gateway(site);
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
        retireForgottenSinks(journal);
        SiteHistory history = closing.add("the history", SiteHistory.open(site, journal, clock));
        history.courier().ifPresent(couriers::add);
        LiveSite live = LiveSite.open(journal, clock);
        // Before the pages and the clouds: after a power cut the devices are waiting.
        openDevices(vertx, journal);
        live.recall(journal);
        WebServer web = openWeb(vertx, opening);
        closing.add("the pages", web.show(rooms(journal, live, history.past())));
        for (SinkConfig sink : site.sinks()) {
            couriers.add(closing.add("sink " + sink.id(), courier(sink, journal)));
        }
        Logger.info(
                "Site '{}' runs: page {}, {} device(s), {} sink(s)",
                site.site().id(),
                page(),
                site.devices().size(),
                site.sinks().size());
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

    private Rooms rooms(Journal journal, LiveSite live, Past past) {
        Rooms.Fields fields = new Rooms.Fields(profiles, conditioning);
        Rooms.Surroundings surroundings = new Rooms.Surroundings(
                () -> watches.stream().map(Watch::status).toList(),
                () -> couriers.stream()
                        .map(courier -> SinkReport.of(courier.status()))
                        .toList(),
                () -> brokerReport.get(),
                journal::clockSynchronised,
                clock,
                this::tell);
        return new Rooms(site, fields, journal, live, past, surroundings);
    }

    private CompletionStage<Outcome> tell(DeviceId device, Command command) {
        return watches.stream()
                .filter(watch -> watch.status().id().equals(device))
                .findFirst()
                .map(watch -> watch.command(command))
                .orElseGet(() ->
                        CompletableFuture.completedStage(new Outcome.Declined("nobody tells this device what to do")));
    }

    private Courier courier(SinkConfig sink, Journal journal) {
        return Courier.start(
                Courier.Duty.of(sink),
                AwaitingClock.before(Clouds.open(sink, site.origin(), Version.current()), journal),
                journal.outbox(sink.id()),
                clock);
    }

    /** A sink that was taken out of the site file must not hold the journal's retention for ever. */
    private void retireForgottenSinks(Journal journal) {
        List<String> wanted = new ArrayList<>(SiteHistory.readers(site.history()));
        site.sinks().forEach(sink -> wanted.add(sink.id()));
        for (String reader : journal.readers()) {
            if (!wanted.contains(reader)) {
                Logger.info("Sink '{}' is no longer in the site file: its place in the journal is given up", reader);
                // Not waited for: it is given up in memory at once, and on disk when the disk takes it.
                var _ = journal.retire(reader).exceptionally(e -> {
                    Logger.warn("Sink '{}' is given up again at the next start: {}", reader, e.getMessage());
                    return null;
                });
            }
        }
    }

    private void openDevices(Vertx vertx, Journal journal) throws IOException, DeviceException, InterruptedException {
        // What comes for a driver that is not there yet waits for it, unacknowledged.
        List<List<String>> expected = site.devices().stream()
                .map(Devices::filters)
                .filter(each -> !each.isEmpty())
                .toList();
        Broker siteBroker = switch (site.mqtt()) {
            case MqttSettings.Embedded embedded -> openOwnServer(vertx, embedded, journal, expected);
            case MqttSettings.External external -> openClient(external, expected);
        };
        Devices.Box box = new Devices.Box(site.gateway().data(), journal::clockSynchronised);
        Devices devices = new Devices(siteBroker, conditioning, clock, box);
        for (DeviceConfig device : site.devices()) {
            Watch watch = devices.watch(device, recorder(device.id(), journal));
            watches.add(closing.add("device " + device.id(), watch));
        }
    }

    /** What a scanner has recorded is told to the buzzers that beep for it. */
    private Recorder recorder(DeviceId scanner, Journal journal) {
        List<DeviceId> buzzers = site.devices().stream()
                .filter(each -> each.scanners().contains(scanner))
                .map(DeviceConfig::id)
                .toList();
        return buzzers.isEmpty()
                ? journal
                : new SignallingRecorder(journal, command -> buzzers.forEach(buzzer -> tell(buzzer, command)));
    }

    private Broker openOwnServer(
            Vertx vertx, MqttSettings.Embedded settings, Journal journal, List<List<String>> expected)
            throws IOException, InterruptedException {
        MqttIntake intake = closing.add("the MQTT server", MqttIntake.start(vertx, settings, journal, expected));
        brokerReport = () -> Optional.of(Reports.of(intake.status()));
        mqttPort = intake.port();
        return intake;
    }

    /** Returns also while that broker is away: the pages then say so, and it is tried again. */
    private Broker openClient(MqttSettings.External settings, List<List<String>> expected) throws InterruptedException {
        PahoBroker client = closing.add("the MQTT client", PahoBroker.open(settings, expected));
        brokerReport = () -> Optional.of(Reports.of(client.status()));
        return client;
    }

    /** The address that people open. */
    public URI page() {
        return URI.create(
                "http://" + site.web().host() + ":" + requireNonNull(web).port() + "/");
    }

    /** The port of the gateway's own MQTT server; 0 when the site has another broker. */
    public int mqttPort() {
        return mqttPort;
    }

    /** Completes, with the cause, when a mistake in the program has stopped what all depends on: close it, and start anew. */
    CompletionStage<Throwable> mistake() {
        return mistake;
    }

    @Override
    public void close() {
        // What could hurt somebody is safe before anything that may take long, be it another of its kind.
        List<Watch> outputs = watches.stream().filter(Watch::isCommanded).toList();
        outputs.forEach(Watch::stop);
        outputs.forEach(Watch::close);
        closing.close();
    }
}
