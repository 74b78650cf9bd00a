package io.tidegate.clouds.mqtt;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Origin;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.MqttPreset;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes each batch to a broker with QoS 1, as JSON arrays, and returns when all of it is acknowledged. Used by its
 * sink thread only.
 *
 * <p>MQTT 5 where the broker speaks it, since MQTT 3.1.1 has no way to refuse a message: a Mosquitto acknowledges one that is
 * too large or not allowed, and throws it away. Even so some brokers end the connection instead of answering, just as a broken
 * line does. So whatever was refused, or under way when the connection ended, is published again in halves, down to the
 * single entry. An entry is rejected when the broker says so, or when it ends the connection twice while an empty batch
 * to the same topic is acknowledged after each time.
 */
public final class MqttSink implements Sink {

    /** Nobody subscribes to it, so nothing comes of ending that. */
    private static final String NOWHERE = "tidegate/probe";

    /** A hub knows only its own topics; of these we never subscribe to this one. */
    private static final String NOWHERE_AT_A_HUB = "$iothub/twin/res/#";

    private final MqttCloud config;
    private final Origin origin;
    private final Dialer dialer;
    private final Optional<EvenPace> pace;
    private final Optional<MqttCommands> commands;
    private @Nullable BrokerLink link;

    /** Of the largest message that was taken on this link. */
    private int bytesTaken;

    /** One that hears nothing. */
    public MqttSink(MqttCloud config, Origin origin, Clock clock) {
        this(config, origin, clock, CommandDesk.NONE);
    }

    public MqttSink(MqttCloud config, Origin origin, Clock clock, CommandDesk desk) {
        this.config = config;
        this.origin = origin;
        this.dialer = new Dialer(config, clock);
        this.pace = config.terms().messagesPerSecond().map(rate -> new EvenPace(rate, System::nanoTime));
        this.commands = MqttCommands.of(config, desk, clock);
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        Deque<Message> waiting = new ArrayDeque<>(Message.of(batch, late));
        List<Rejected> rejected = new ArrayList<>();
        while (!waiting.isEmpty()) {
            // What follows waits until these are settled: their devices may have more to say in it.
            for (Message suspect : publish(waiting)) {
                isolate(suspect, rejected);
            }
        }
        return Settled.all(batch, rejected);
    }

    /**
     * Publishes in order, some at once, until all are taken or one is not. One that is larger than any that this broker
     * has taken may be refused, so it is awaited before the next is sent.
     *
     * @param waiting without what was published, when it returns
     * @return those that were refused, or not acknowledged when the link broke
     */
    private List<Message> publish(Deque<Message> waiting) throws UnavailableException, InterruptedException {
        BrokerLink open = connected();
        Deque<UnderWay> underWay = new ArrayDeque<>();
        List<Message> left = new ArrayList<>();
        do {
            while (!waiting.isEmpty()
                    && left.isEmpty()
                    && mayFollow(underWay)
                    && underWay.size() < open.inFlightMax()) {
                underWay.add(send(open, waiting.remove()));
            }
            UnderWay first = underWay.remove();
            switch (answer(first.acknowledged)) {
                case TAKEN -> bytesTaken = Math.max(bytesTaken, first.bytes);
                case REFUSED -> left.add(first.message);
                case CUT -> {
                    left.add(first.message);
                    underWay.forEach(each -> left.add(each.message));
                    return left;
                }
            }
        } while (!underWay.isEmpty() || (left.isEmpty() && !waiting.isEmpty()));
        return left;
    }

    private boolean mayFollow(Deque<UnderWay> underWay) {
        return underWay.isEmpty() || underWay.getLast().bytes <= bytesTaken;
    }

    private boolean isTaken(Message message) throws UnavailableException, InterruptedException {
        return publish(new ArrayDeque<>(List.of(message))).isEmpty();
    }

    private record UnderWay(Message message, int bytes, CompletableFuture<Void> acknowledged) {}

    private UnderWay send(BrokerLink open, Message message) throws InterruptedException {
        byte[] payload = EntryJson.array(origin, message.entries());
        if (isTooLarge(payload)) {
            return new UnderWay(message, payload.length, CompletableFuture.failedFuture(new TooLarge()));
        }
        if (pace.isPresent()) {
            pace.get().await();
        }
        return new UnderWay(
                message,
                payload.length,
                open.publish(
                        topic(message.kind()),
                        payload,
                        new MessageProperties(message.late(), config.terms().expiry())));
    }

    /** By the site file's own limit: a broker of MQTT 3.1.1 would take it without a word, and throw it away. */
    private boolean isTooLarge(byte[] payload) {
        return config.terms().messageMax().filter(most -> payload.length > most).isPresent();
    }

    private enum Answer {
        TAKEN,
        REFUSED,
        CUT
    }

    private Answer answer(CompletableFuture<Void> message) throws UnavailableException, InterruptedException {
        try {
            message.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return Answer.TAKEN;
        } catch (ExecutionException failed) {
            return answer(failed);
        } catch (TimeoutException silent) {
            disconnect();
            throw new UnavailableException(LineTrouble.words(silent, config.url()), silent);
        } catch (InterruptedException stopped) {
            disconnect();
            throw stopped;
        }
    }

    private Answer answer(ExecutionException failed) throws UnavailableException {
        return switch (MqttTrouble.of(failed)) {
            case ABOUT_THE_MESSAGE -> Answer.REFUSED;
            case ABOUT_THE_LINK -> {
                disconnect();
                yield Answer.CUT;
            }
            case ABOUT_US -> {
                disconnect();
                throw new UnavailableException(
                        MqttTrouble.words(failed, config.url()) + "; topic " + config.topic(), failed);
            }
        };
    }

    private void isolate(Message suspect, List<Rejected> rejected) throws UnavailableException, InterruptedException {
        if (isTaken(suspect)) {
            return;
        }
        if (!suspect.isSingle()) {
            isolate(suspect.firstHalf(), rejected);
            isolate(suspect.secondHalf(), rejected);
            return;
        }
        Entry entry = suspect.entries().getFirst();
        byte[] payload = EntryJson.array(origin, suspect.entries());
        if (isTooLarge(payload)) {
            rejected.add(new Rejected(
                    entry.position(),
                    "this entry has " + payload.length + " bytes, more than messageMax of this sink: raise it where the"
                            + " broker takes more, then send it again"));
            return;
        }
        proveLink(suspect);
        if (isTaken(suspect)) {
            return;
        }
        proveLink(suspect);
        rejected.add(new Rejected(
                entry.position(),
                "the broker refuses this entry of " + payload.length
                        + " bytes and takes others: raise its message size limit, then send it again"));
    }

    /** An empty batch to the same topic: it adds nothing at the receiver, and shows that nothing but the entry is wrong. */
    private void proveLink(Message suspect) throws UnavailableException, InterruptedException {
        if (!isTaken(suspect.empty())) {
            throw new UnavailableException(config.url().getHost() + " takes nothing that we publish to "
                    + topic(suspect.kind())
                    + ": check our rights to that topic, the line, and whether another client uses the"
                    + " client id " + config.clientId());
        }
    }

    private String topic(String kind) {
        return origin.fillIn(config.topic()).replace("{kind}", kind);
    }

    private BrokerLink connected() throws UnavailableException, InterruptedException {
        BrokerLink open = link;
        boolean isDue = dialer.isDue()
                || commands.map(MqttCommands::wantsAnotherConnection).orElse(false);
        if (open != null && open.isUp() && !isDue) {
            return open;
        }
        disconnect();
        open = dialer.call(commands.<Ear>map(each -> each).orElse(Ear.NONE));
        link = open;
        bytesTaken = 0;
        if (commands.isPresent()) {
            commands.get().subscribe(open);
        }
        return open;
    }

    private void disconnect() {
        BrokerLink open = link;
        link = null;
        if (open != null) {
            open.close();
            commands.ifPresent(MqttCommands::hangUp);
        }
    }

    /** Who waits for commands is connected also while there is nothing to deliver. */
    @Override
    public boolean tend() throws UnavailableException, InterruptedException {
        return commands.isPresent() && connected().isUp();
    }

    @Override
    public Optional<Duration> listens() {
        return commands.map(_ -> MqttCommands.LISTENS);
    }

    /** By an answer, since a connection may be there that leads nowhere. */
    @Override
    public void probe() throws UnavailableException, InterruptedException {
        boolean isHub = config.terms().preset().equals(Optional.of(MqttPreset.AZURE_IOT_HUB));
        answer(connected().ask(isHub ? NOWHERE_AT_A_HUB : NOWHERE));
    }

    @Override
    public void close() {
        disconnect();
        commands.ifPresent(MqttCommands::close);
    }
}
