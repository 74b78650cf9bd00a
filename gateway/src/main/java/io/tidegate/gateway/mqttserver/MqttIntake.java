package io.tidegate.gateway.mqttserver;

import io.tidegate.driver.Broker;
import io.tidegate.driver.DeviceException;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.site.MqttSettings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway's own MQTT server: an intake with fan-out. A publisher's PUBACK or PUBREC goes out when every driver that
 * listens has acknowledged the message, which it does when the message is on disk, and when a retained message is on disk
 * too. It keeps nothing itself for topics that no driver listens to. Safe from any thread; nothing in it blocks an event
 * loop.
 *
 * <p>There is one {@link Loop} for each processor. A connection stays on its loop; what loops share is in {@link Exchange}.
 */
public final class MqttIntake implements Broker, AutoCloseable {

    /** Event loops at most: more than these would wait for the one journal. */
    private static final int LOOPS_MAX = 4;

    /** How long a device's thread waits for its own message to be safe. */
    private static final Duration PUBLISH_MAX = Duration.ofSeconds(30);

    private static final long START_STOP_SECONDS = 20;

    /** A disk that is full or at its end by now is met by the next start, which waits for room and says so. */
    private static final long LOAD_SECONDS = 60;

    private static final Set<String> ANYWHERE = Set.of("0.0.0.0", "::");

    private final Vertx vertx;
    private final MqttSettings.Embedded settings;
    private final Exchange exchange;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final Seats seats;
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private volatile int port;
    private volatile boolean closed;

    /**
     * Listens, and returns when it does.
     *
     * @param expected each driver's filters, whose messages wait until that driver has subscribed
     */
    public static MqttIntake start(
            Vertx vertx, MqttSettings.Embedded settings, Journal journal, Collection<List<String>> expected)
            throws IOException, InterruptedException {
        MqttIntake intake = new MqttIntake(vertx, settings, journal);
        intake.load(journal);
        try {
            expected.forEach(intake.seats::add);
            intake.listen();
            return intake;
        } catch (ExecutionException | TimeoutException e) {
            intake.close();
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new IOException(
                    "The MQTT server cannot listen on " + settings.host() + ":" + settings.port() + ": "
                            + cause.getMessage()
                            + ". Does another broker run there, or another Tidegate? Stop it, change"
                            + " mqtt.embedded.port, or use that broker by mqtt.url.",
                    cause);
        }
    }

    private MqttIntake(Vertx vertx, MqttSettings.Embedded settings, Journal journal) {
        this.vertx = vertx;
        this.settings = settings;
        MqttSettings.Limits limits = settings.limits();
        Routes routes = new Routes();
        Complaints complaints = new Complaints();
        this.exchange = new Exchange(
                limits,
                routes,
                new Retained(journal, limits.retainedMessages(), complaints),
                new Sessions(new SessionTable(journal, complaints), routes, limits.clients()),
                complaints);
        this.seats = new Seats(exchange, loops);
    }

    private void load(Journal journal) throws IOException, InterruptedException {
        try {
            loadFrom(journal);
        } catch (ExecutionException | TimeoutException | SQLException e) {
            throw new IOException("The MQTT server cannot read what it remembers. Look at the journal's disk: " + e, e);
        }
    }

    private void loadFrom(Journal journal)
            throws SQLException, ExecutionException, TimeoutException, InterruptedException {
        journal.renewal().ofDamaged(Retained.ON_DISK, SessionTable.SESSIONS, SessionTable.RECEIVED);
        CompletableFuture.allOf(
                        journal.changeNow(Retained::createTable).toCompletableFuture(),
                        journal.changeNow(SessionTable::createTables).toCompletableFuture())
                .get(LOAD_SECONDS, TimeUnit.SECONDS);
        try (Connection reader = journal.openReader()) {
            exchange.retained.load(reader);
            Map<String, Session> sessions = new HashMap<>();
            SessionTable.load(reader, exchange.sessions::create, sessions);
            exchange.sessions.restore(sessions, System.nanoTime());
        }
    }

    private void listen() throws ExecutionException, InterruptedException, TimeoutException {
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, LOOPS_MAX);
        int asked = settings.port() == 0 ? -1 : settings.port();
        AtomicInteger served = new AtomicInteger();
        AtomicInteger number = new AtomicInteger();
        deployments.add(vertx.deployVerticle(
                        () -> new Listener(exchange, settings.host(), asked, served, loops)
                                .first(number.getAndIncrement() == 0),
                        new DeploymentOptions().setInstances(count))
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_STOP_SECONDS, TimeUnit.SECONDS));
        port = served.get();
    }

    public int port() {
        return port;
    }

    /** By loopback, where it listens in every network. */
    @Override
    public MqttSettings.External reachedAt() {
        String host = ANYWHERE.contains(settings.host()) ? "127.0.0.1" : settings.host();
        String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return MqttSettings.External.at(URI.create("mqtt://" + literal + ":" + port), "gateway");
    }

    @Override
    public Subscription subscribe(List<String> filters, Inbox inbox) throws DeviceException {
        for (String filter : filters) {
            if (!Filters.isValid(filter) || Filters.isShared(filter)) {
                throw new DeviceException("'" + filter + "' is not a topic filter. + and # stand alone between slashes,"
                        + " # only at the end.");
            }
        }
        return seats.subscribe(filters, inbox);
    }

    @Override
    public void reassign(List<List<String>> left, List<List<String>> next, Rest rest) {
        seats.reassign(left, next, rest);
    }

    @Override
    public void publish(String topic, byte[] payload, boolean retain) throws DeviceException, InterruptedException {
        if (closed || loops.isEmpty()) {
            throw new DeviceException("the MQTT server is not running");
        }
        if (topic.isEmpty() || Filters.hasWildcard(topic) || topic.indexOf('\0') >= 0) {
            throw new DeviceException("'" + topic + "' is not a topic to publish to");
        }
        Publication publication =
                new Publication(Topic.of(topic), payload.clone(), 1, retain, new byte[0], Publication.NEVER);
        CompletableFuture<Void> safe = new CompletableFuture<>();
        Loop loop = loops.getFirst();
        loop.execute(() -> {
            if (!loop.publish(publication, () -> safe.complete(null))) {
                safe.completeExceptionally(new IllegalStateException("too many messages wait already"));
            }
        });
        try {
            safe.get(PUBLISH_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DeviceException(
                    "the message to " + topic + " was not on disk within " + PUBLISH_MAX.toSeconds()
                            + " s. Look at the journal on the page.",
                    e);
        }
    }

    /** What the loops share, for tests. */
    Exchange exchange() {
        return exchange;
    }

    /** For tests, in which time passes by hand. */
    List<Loop> loops() {
        return loops;
    }

    public IntakeStatus status() {
        return IntakeStatus.of(exchange, seats.vacant());
    }

    /** Says goodbye to the clients and stops listening. What was not acknowledged, they will send again. */
    @Override
    public void close() {
        closed = true;
        seats.close();
        List<Future<?>> stopping = new ArrayList<>();
        for (Loop loop : loops) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            loop.execute(() -> {
                loop.endAll(Reason.SHUTTING_DOWN);
                ended.complete(null);
            });
            stopping.add(Future.fromCompletionStage(ended));
        }
        try {
            Future.join(stopping).toCompletionStage().toCompletableFuture().get(START_STOP_SECONDS, TimeUnit.SECONDS);
            List<Future<?>> undeployed = new ArrayList<>();
            deployments.forEach(each -> undeployed.add(vertx.undeploy(each)));
            Future.join(undeployed).toCompletionStage().toCompletableFuture().get(START_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the MQTT server did not stop in time", e);
        }
    }
}
