package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.driver.Command;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.Outcome;
import io.tidegate.driver.WatchStatus;
import io.tidegate.gateway.commands.CloudCommands;
import io.tidegate.gateway.history.EmbeddedHistory;
import io.tidegate.gateway.history.History;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.live.LiveDevice;
import io.tidegate.gateway.live.LiveSite;
import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.partners.Partners;
import io.tidegate.gateway.proofs.Proofs;
import io.tidegate.gateway.scanning.Scanning;
import io.tidegate.gateway.sensing.Sensing;
import io.tidegate.gateway.siteversions.HandSite;
import io.tidegate.gateway.traceability.ColdChain;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.FieldProfile;
import io.tidegate.site.HistorySettings;
import io.tidegate.site.Profile;
import io.tidegate.site.Profiles;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockSettings;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Probe;
import io.tidegate.sync.Rejected;
import io.tidegate.testing.Awaiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** A real journal and real pages on a free port, with clouds that say what the test wants. Used by its test's thread. */
final class WebSite implements AutoCloseable {

    final HandSite siteFile;
    final Journal journal;
    final Inventory inventory;
    final Orders orders;
    final Scanning scanning;
    final Sensing sensing;
    final Partners partners;
    final Proofs proofs;
    final History history;
    final CloudCommands commands;
    final Rooms rooms;
    final LiveSite live;
    final WebServer web;
    final AtomicReference<List<WatchStatus>> watches = new AtomicReference<>(List.of());
    final AtomicReference<List<SinkReport>> sinks = new AtomicReference<>(List.of());
    final AtomicReference<Optional<BrokerReport>> broker =
            new AtomicReference<>(Optional.of(new BrokerReport(Optional.empty(), List.of(), List.of())));

    /** What clouds answer, by their names. */
    final Map<String, CompletionStage<Probe>> probes = new ConcurrentHashMap<>();

    /** Of devices whose names begin with cellar. */
    static final List<Profile> PROFILES = List.of(new Profile(
            "cellar",
            "cellar-*",
            Map.of(
                    "temperature",
                    new FieldProfile(
                            Optional.of("Cel"),
                            FieldProfile.Kind.GAUGE,
                            Map.of("en", "Air", "de", "Luft"),
                            Optional.of(new FieldProfile.Range(-40, 60)),
                            Optional.empty(),
                            Optional.of(new FieldProfile.Calibration(-0.5, 1, Optional.empty(), Optional.empty())),
                            0.2,
                            Duration.ZERO,
                            FieldProfile.AT_LEAST_EVERY))));

    static final BiFunction<DeviceId, Command, CompletionStage<Outcome>> NOBODY =
            (_, _) -> CompletableFuture.completedStage(Outcome.Declined.BY_NO_OUTPUT);

    /** What devices were told, and what they answer. */
    final List<String> told = new CopyOnWriteArrayList<>();

    final AtomicReference<CompletionStage<Outcome>> outcome =
            new AtomicReference<>(CompletableFuture.completedStage(new Outcome.Done()));

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    WebSite(Path folder) throws SQLException, IOException, InterruptedException {
        this(folder, Locale.UK);
    }

    WebSite(Path folder, Locale locale) throws SQLException, IOException, InterruptedException {
        this(folder, locale, PROFILES);
    }

    WebSite(Path folder, Locale locale, List<Profile> known) throws SQLException, IOException, InterruptedException {
        this(folder, locale, known, StockSettings.DEFAULT);
    }

    WebSite(Path folder, Locale locale, List<Profile> known, StockSettings stock)
            throws SQLException, IOException, InterruptedException {
        this(ShopFile.of(folder, locale, known, stock));
    }

    private WebSite(SiteFile file) throws SQLException, IOException, InterruptedException {
        journal = Journal.open(file.gateway().data(), file.gateway());
        inventory = Inventory.open(file, journal, InstantSource.system());
        orders = Orders.open(file, journal, inventory);
        scanning = Scanning.open(file, journal, inventory, InstantSource.system());
        sensing = Sensing.open(file, journal, inventory, InstantSource.system());
        partners = Partners.open(file, journal, inventory, InstantSource.system());
        proofs = Proofs.open(file, journal, InstantSource.system());
        history = EmbeddedHistory.open(journal, HistorySettings.Embedded.DEFAULT, InstantSource.system());
        live = LiveSite.open(journal, InstantSource.system());
        commands = CloudCommands.open(journal, InstantSource.system());
        Profiles profiles = new Profiles(file.profiles());
        siteFile = new HandSite(file);
        rooms = new Rooms(
                siteFile,
                file,
                new Rooms.Fields(profiles, new Conditioning(profiles)),
                journal,
                live,
                new OneOfEach(),
                new Rooms.Stock(
                        inventory, orders, scanning, sensing, partners, new ColdChain(history, inventory.stays())),
                new Rooms.Outward(proofs, commands),
                surroundings());
        web = WebServer.start(vertx, file, Optional::empty);
        web.show(rooms);
    }

    private Rooms.Surroundings surroundings() {
        InstantSource clock = InstantSource.system();
        return new Rooms.Surroundings(
                watches::get, sinks::get, broker::get, () -> true, clock, this::tell, this::probe);
    }

    private Optional<CompletionStage<Probe>> probe(String sink) {
        return Optional.ofNullable(probes.get(sink));
    }

    private CompletionStage<Outcome> tell(DeviceId device, Command command) {
        told.add(device + " " + command.set() + " " + command.time());
        return outcome.get();
    }

    void reading(String device, Object... fields) throws InterruptedException {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            Value value = switch (fields[i + 1]) {
                case Double number -> Value.of(number);
                case Boolean flag -> Value.of(flag);
                default -> Value.of(fields[i + 1].toString());
            };
            values.put(fields[i].toString(), value);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Observation.Reading reading = new Observation.Reading(new DeviceId(device), now, values);
        journal.record(List.of(reading));
        // The journal acknowledges first, and then tells the pages.
        Awaiting.until("the pages have it", () -> shows(reading));
    }

    private boolean shows(Observation.Reading reading) {
        return live.device(reading.device())
                .filter(device -> reading.fields().entrySet().stream().allMatch(told -> {
                    LiveDevice.Field field = device.fields().get(told.getKey());
                    return field != null
                            && field.value().equals(told.getValue())
                            && field.at().equals(reading.at());
                }))
                .isPresent();
    }

    /** Has a reading of fridge-2 refused by that cloud, which is there. */
    Outbox refusedBy(String cloud) throws InterruptedException {
        reading("fridge-2", "temperature", 3.4);
        sinks.set(List.of(Reports.well(cloud)));
        Outbox outbox = journal.outbox(cloud);
        List<Entry> entries = outbox.peek(Lane.FRESH, 10_000, Long.MAX_VALUE);
        long position = entries.getLast().position();
        outbox.done(Lane.FRESH, position, List.of(new Rejected(position, "400: this place knows no such device")));
        return outbox;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> put(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The table of the catalogue. */
    HttpResponse<String> catalogue(String csv) throws IOException, InterruptedException {
        return post("/api/v1/items.csv", csv, "Content-Type", "text/csv");
    }

    /** One line, or a list of them. */
    HttpResponse<String> book(String json) throws IOException, InterruptedException {
        return post("/api/v1/movements", json, "Content-Type", "application/json");
    }

    /** As a form does. */
    HttpResponse<String> submit(String path, String fields) throws IOException, InterruptedException {
        return post(path, fields, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** That is there. */
    String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    HttpResponse<String> delete(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).DELETE());
    }

    HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        web.close();
        orders.close();
        scanning.close();
        sensing.close();
        commands.close();
        proofs.close();
        partners.close();
        inventory.close();
        history.close();
        journal.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
