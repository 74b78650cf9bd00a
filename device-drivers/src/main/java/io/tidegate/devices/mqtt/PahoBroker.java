package io.tidegate.devices.mqtt;

import io.tidegate.driver.Broker;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Patience;
import io.tidegate.site.MqttSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A client of an existing broker, such as Mosquitto. The broker keeps a session for our client id: what devices publish
 * while the gateway is away waits there, as long as the broker keeps it, and what was not acknowledged comes again. A
 * message is acknowledged to the broker when the driver says that it is on disk. Safe from any thread.
 *
 * <pre>{@code
 *  Paho's thread               device thread           journal's thread     mqtt-acks
 *  Session.arrived ─offer──▶   driver records   ────▶  acknowledge  ─────▶  PUBACK
 *
 *  mqtt-link: connects, subscribes, waits for the end, pauses, connects ...
 * }</pre>
 *
 * <p>Without room in a driver's inbox messages wait in the {@link Session}, unacknowledged, until the broker's window is
 * full and it sends no more. So the connection lives on, however long the disk is full.
 */
public final class PahoBroker implements Broker, AutoCloseable {

    /** Opening waits so long for the first try, so that devices do not begin with a fault. */
    static final Duration FIRST_TRY_MAX = Duration.ofSeconds(5);

    /** A broker on the site's own network is soon back, and a try costs nothing. */
    private static final Patience PATIENCE =
            new Patience(Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofMinutes(15));

    /** A connection that lasted so long was fine: the next retry is a quick one again. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    /**
     * The connection at one moment.
     *
     * @param trouble why it is not connected and subscribed, and what to check; empty when it is
     * @param received messages since the program started
     * @param dropped QoS 0 messages that found no room
     * @param unwanted messages that no device of the site file reads
     * @param waiting for a driver to have room
     */
    public record Status(Optional<String> trouble, long received, long dropped, long unwanted, int waiting) {}

    private final MqttSettings.External settings;
    private final Session session;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread linkThread;
    private final Thread acknowledgingThread;
    private volatile @Nullable String trouble = "not connected yet";

    private PahoBroker(MqttSettings.External settings, Collection<List<String>> expected) {
        this.settings = settings;
        this.session = new Session(expected);
        this.linkThread =
                Thread.ofPlatform().name("mqtt-link-" + settings.clientId()).unstarted(this::keepConnected);
        this.acknowledgingThread =
                Thread.ofPlatform().name("mqtt-acks-" + settings.clientId()).unstarted(this::acknowledge);
    }

    /**
     * Begins to connect, and goes on until it is closed. Returns when the first try has ended well or badly.
     *
     * @param expected each driver's filters, whose messages wait for its subscribing; what nobody wants is let go
     */
    public static PahoBroker open(MqttSettings.External settings, Collection<List<String>> expected)
            throws InterruptedException {
        PahoBroker broker = new PahoBroker(settings, expected);
        broker.linkThread.start();
        broker.acknowledgingThread.start();
        try {
            // In time or not: it goes on trying.
            broker.tried.await(FIRST_TRY_MAX.toNanos(), TimeUnit.NANOSECONDS);
            return broker;
        } catch (InterruptedException stopped) {
            broker.close();
            throw stopped;
        }
    }

    private void keepConnected() {
        int failures = 0;
        try {
            while (closed.getCount() > 0) {
                long startedNanos = System.nanoTime();
                down(connectOrFail());
                tried.countDown();
                failures = System.nanoTime() - startedNanos > STEADY.toNanos() ? 1 : failures + 1;
                Duration pause = PATIENCE.afterFailures(failures, ThreadLocalRandom.current());
                closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stopped) {
            // Only close() interrupts this thread.
        }
    }

    /** The top of the thread: a bug must not end the trying. Its message may hold a secret, and is for the log only. */
    private String connectOrFail() throws InterruptedException {
        try {
            return connectOnce();
        } catch (RuntimeException | Error bug) {
            String words = "a mistake in the MQTT client (" + bug.getClass().getSimpleName() + "): see the log";
            if (!words.equals(trouble)) {
                Logger.error(bug, "{}: a mistake in the MQTT client; please report it", settings.clientId());
            }
            return words;
        }
    }

    /** Connects, and returns what ended it. */
    private String connectOnce() throws InterruptedException {
        try (PahoLink link = PahoLink.connect(settings, session)) {
            for (Seat seat : session.seats()) {
                if (!subscribe(seat, link)) {
                    Logger.warn("{}", refused(seat.filters()));
                }
            }
            Logger.info("MQTT broker {} answers; we are its client '{}'", settings.url(), settings.clientId());
            trouble = null;
            tried.countDown();
            return link.awaitEnd();
        } catch (DeviceException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    private boolean subscribe(Seat seat, PahoLink link) throws DeviceException, InterruptedException {
        if (!link.subscribe(seat.filters())) {
            return false;
        }
        session.subscribed(seat, link);
        return true;
    }

    private boolean isRefused(Seat seat, PahoLink link) throws InterruptedException {
        try {
            return !subscribe(seat, link);
        } catch (DeviceException away) {
            // The connection is just going: the next one subscribes all seats.
            return false;
        }
    }

    private String refused(List<String> filters) {
        return "the MQTT broker " + settings.url() + " does not let us read " + String.join(", ", filters)
                + ": check there what our user and client id may read";
    }

    private void down(String why) {
        if (closed.getCount() > 0 && !why.equals(trouble)) {
            Logger.warn("MQTT broker {} is away: {}", settings.url(), why);
        }
        trouble = why;
    }

    private void acknowledge() {
        try {
            while (closed.getCount() > 0) {
                acknowledgeOrFail();
            }
        } catch (InterruptedException stopped) {
            // Only close() interrupts this thread.
        }
    }

    /** The top of the thread. What it held is unknown after a bug: with the connection ended, all comes again. */
    private void acknowledgeOrFail() throws InterruptedException {
        try {
            session.passAcknowledgements();
        } catch (RuntimeException | Error bug) {
            Logger.error(bug, "{}: a mistake in the MQTT client; please report it", settings.clientId());
            PahoLink link = session.current();
            if (link != null) {
                link.abandon(bug);
            }
        }
    }

    @Override
    public Subscription subscribe(List<String> filters, Inbox inbox) throws DeviceException {
        Seat seat;
        try {
            seat = session.occupy(filters, inbox);
        } catch (IllegalArgumentException wrong) {
            throw new DeviceException(String.valueOf(wrong.getMessage()), wrong);
        }
        boolean done = false;
        try {
            PahoLink link = session.current();
            if (link != null && !session.isSubscribed(seat) && isRefused(seat, link)) {
                throw new DeviceException(refused(filters));
            }
            done = true;
            return new PahoSubscription(session, seat);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DeviceException("interrupted while subscribing to " + filters, stopped);
        } finally {
            if (!done) {
                session.vacate(seat);
            }
        }
    }

    @Override
    public void reassign(List<List<String>> left, List<List<String>> next, Rest rest) {
        session.reassign(left, next, rest);
        PahoLink link = session.current();
        if (link != null) {
            // In this order: what is published in between must find one of the two subscriptions.
            listen(link);
            link.unsubscribe(left.stream()
                    .flatMap(List::stream)
                    .filter(filter -> session.seats().stream()
                            .noneMatch(seat -> seat.filters().contains(filter)))
                    .toList());
        }
    }

    /** For drivers that are to come: what is published from now on waits for them. Who is refused tells it himself. */
    private void listen(PahoLink link) {
        try {
            for (Seat seat : session.seats()) {
                var _ = session.isSubscribed(seat) || isRefused(seat, link);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void publish(String topic, byte[] payload, boolean retain) throws DeviceException, InterruptedException {
        PahoLink link = session.current();
        if (link == null) {
            throw new DeviceException("cannot publish: " + away());
        }
        link.publish(topic, payload, retain);
    }

    /** The thread that knows why may not have told yet. */
    private String away() {
        String known = trouble;
        return known == null ? "the connection to the MQTT broker " + settings.url() + " has just ended" : known;
    }

    @Override
    public MqttSettings.External reachedAt() {
        return settings;
    }

    public Status status() {
        PahoLink link = session.current();
        // What is published before we have subscribed is not for us: a link alone is not enough.
        boolean connected = link != null && link.isUp() && trouble == null;
        return new Status(
                connected ? Optional.empty() : Optional.of(away()),
                session.received.sum(),
                session.dropped.sum(),
                session.unwanted.sum(),
                session.waiting());
    }

    /** Disconnects; the broker keeps for us what comes from now on. Waits for at most {@link #CLOSE_WAIT_MAX} twice. */
    @Override
    public void close() {
        closed.countDown();
        acknowledgingThread.interrupt();
        try {
            acknowledgingThread.join(CLOSE_WAIT_MAX);
            session.passDueAcknowledgements();
            linkThread.interrupt();
            linkThread.join(CLOSE_WAIT_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
