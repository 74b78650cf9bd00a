package io.tidegate.clouds.sparkplug;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.clouds.mqtt.MqttLink;
import io.tidegate.clouds.mqtt.MqttTrouble;
import io.tidegate.site.SparkplugCloud;
import io.tidegate.sync.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The node at one server, from its subscriptions to its death: births, data and deaths in one sequence (Sparkplug 3.0,
 * chapter 5). Used by its sink thread.
 */
final class EdgeSession implements AutoCloseable {

    /**
     * A primary host that does not know what was born asks for all of it at once. Data that go out before its question is here
     * would be data that it cannot read.
     */
    private static final Duration QUESTION_WAIT = Duration.ofMillis(250);

    /**
     * Births carry the millisecond before: on one machine they arrive in the one in which they were written, and the official
     * tests take only what was written before it has come.
     */
    private static final Duration BEFORE = Duration.ofMillis(1);

    /** For the last word; the broker has it as our will anyway. */
    private static final Duration DEATH_WAIT = Duration.ofSeconds(1);

    private static final int SEQ_COUNTS = 256;

    /** Timestamp and seq of a payload, and the lengths around its metrics. */
    private static final int PAYLOAD_FRAME = 32;

    private final Settings settings;
    private final MqttLink link;
    private final Inbox inbox;
    private final int birthCount;
    private final URI server;
    private CompletableFuture<Void> lastSent = CompletableFuture.completedFuture(null);
    private boolean isBorn;
    private int seq;

    /** What all sessions of a sink share. */
    record Settings(SparkplugCloud config, EdgeTopics topics, Roster roster, NodeStatus node, Clock clock) {}

    EdgeSession(Settings settings, URI server, MqttLink link, Inbox inbox, int birthCount) {
        this.settings = settings;
        this.server = server;
        this.link = link;
        this.inbox = inbox;
        this.birthCount = birthCount;
    }

    /** Before anything is published, so that no answer to it is missed. */
    void subscribe() throws UnavailableException, InterruptedException {
        EdgeTopics topics = settings.topics;
        await(link.subscribe(topics.hostState()
                .map(state -> List.of(topics.nodeCommand(), topics.deviceCommands(), state))
                .orElseGet(() -> List.of(topics.nodeCommand(), topics.deviceCommands()))));
    }

    URI server() {
        return server;
    }

    Inbox inbox() {
        return inbox;
    }

    boolean isUp() {
        return link.isUp();
    }

    boolean isBorn() {
        return isBorn;
    }

    /** The primary host has gone, so that nobody reads what we publish here. */
    boolean isDeserted() {
        return isBorn && !inbox.isHostOnline();
    }

    /** Node and devices, with all their metrics. The first time, or again when somebody asks for it. */
    void bear() throws UnavailableException, InterruptedException {
        inbox.rebirthBegins();
        isBorn = true;
        seq = 0;
        Instant at = settings.clock.instant().minus(BEFORE);
        send(settings.topics.ofNode("NBIRTH"), at, settings.node.born(at, birthCount));
        for (Device device : settings.roster.devices()) {
            if (device.lostAt().isEmpty()) {
                bear(device);
            }
        }
    }

    /** Those of which something is new, or all. One that is lost is born with its next reading. */
    void bear(Collection<Device> changed) throws UnavailableException, InterruptedException {
        List<Device> alive =
                changed.stream().filter(device -> device.lostAt().isEmpty()).toList();
        for (Device device : alive) {
            bear(device);
        }
        if (!alive.isEmpty()) {
            awaitQuestion();
        }
    }

    /** Before data: leaves a primary host the time to ask for a rebirth, and answers. Whoever else reads us is not waited for. */
    void awaitQuestion() throws UnavailableException, InterruptedException {
        if (settings.topics.primaryHost().isEmpty()) {
            return;
        }
        prove();
        if (inbox.awaitRebirth(QUESTION_WAIT)) {
            bear();
        }
    }

    boolean wantsRebirth() {
        return isBorn && inbox.wantsRebirth();
    }

    /** Something is to be told that nobody delivers. The uptime alone is no reason to end a pause. */
    boolean hasNews() {
        return wantsRebirth() || (isBorn && settings.node.isNews());
    }

    void tellNews() throws UnavailableException, InterruptedException {
        if (inbox.wantsRebirth()) {
            bear();
        } else if (settings.node.isNews()) {
            Instant at = settings.clock.instant();
            send(settings.topics.ofNode("NDATA"), at, settings.node.news(at));
        }
    }

    /** Metrics in the order of their times; those without a value have none yet. */
    void bear(Device device) throws UnavailableException, InterruptedException {
        Instant now = settings.clock.instant().minus(BEFORE);
        List<Metric> sorted = device.metrics().stream()
                .sorted(Comparator.comparing(metric -> timeOf(metric, device, now)))
                .toList();
        ByteArrayOutputStream metrics = new ByteArrayOutputStream();
        for (Metric metric : sorted) {
            Metric.Told told = metric.told();
            metrics.writeBytes(Payloads.born(
                    metric,
                    timeOf(metric, device, now),
                    told.value(),
                    told.fresh() ? Payloads.Quality.GOOD : Payloads.Quality.STALE));
        }
        send(settings.topics.ofDevice("DBIRTH", device.id()), now, metrics.toByteArray());
        device.bear();
    }

    private static Instant timeOf(Metric metric, Device device, Instant now) {
        if (metric.told().value() != null) {
            return metric.told().at();
        }
        return now.isAfter(device.heardAt()) ? now : device.heardAt();
    }

    /** Of a device that is born, so that its names are known. */
    void data(Device device, byte[] metrics) throws UnavailableException, InterruptedException {
        if (isDeserted()) {
            throw new UnavailableException(hostAway());
        }
        if (inbox.wantsRebirth()) {
            bear();
        }
        if (!device.isBorn()) {
            bear(device);
        }
        send(settings.topics.ofDevice("DDATA", device.id()), settings.clock.instant(), metrics);
    }

    void die(Device device) throws UnavailableException, InterruptedException {
        device.die();
        send(settings.topics.ofDevice("DDEATH", device.id()), settings.clock.instant(), new byte[0]);
    }

    private void send(String topic, Instant at, byte[] metrics) throws UnavailableException, InterruptedException {
        byte[] payload = Payloads.of(at, seq, metrics);
        seq = (seq + 1) % SEQ_COUNTS;
        lastSent = link.send(topic, payload);
        if (lastSent.isCompletedExceptionally()) {
            await(lastSent);
        }
    }

    /** Whether data of so many bytes go to the device at all; and so many more may go with them. */
    boolean takes(Device device, long bytes) {
        String topic = settings.topics.ofDevice("DDATA", device.id());
        return MqttLink.packetBytes(topic, PAYLOAD_FRAME) + bytes <= link.packetBytesMax();
    }

    long packetBytesMax() {
        return link.packetBytesMax();
    }

    /**
     * Returns when the server has read all that was sent. QoS 0 is not acknowledged, but a server reads one connection in order:
     * its answer to a question that went out behind the data shows that it has come by them.
     */
    void prove() throws UnavailableException, InterruptedException {
        await(lastSent);
        await(link.ask(settings.topics.nobodys()));
    }

    private void await(CompletableFuture<Void> answer) throws UnavailableException, InterruptedException {
        try {
            answer.get(settings.config.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw new UnavailableException(MqttTrouble.words(failed, server), failed);
        } catch (TimeoutException silent) {
            throw UnavailableException.silence(LineTrouble.words(silent, server), silent);
        }
    }

    String hostAway() {
        return "the host application " + settings.topics.primaryHost().orElse("") + " is not online at "
                + server.getHost() + ": check that it runs, and primaryHost of this sink";
    }

    /** Says goodbye: who reads us knows at once that we are gone. */
    void leave() {
        if (isBorn && link.isUp()) {
            byte[] death = Payloads.nodeDeath(settings.clock.instant(), birthCount);
            try {
                for (Device device : settings.roster.devices()) {
                    if (device.isBorn()) {
                        die(device);
                    }
                }
                link.publish(settings.topics.ofNode("NDEATH"), death).get(DEATH_WAIT.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException | UnavailableException silent) {
                // The will says the same of the node, and with it of its devices.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        isBorn = false;
        link.closeWithWill();
    }

    /** Hangs up: the server publishes our will, whatever state the connection is in. */
    @Override
    public void close() {
        isBorn = false;
        link.closeWithWill();
    }
}
