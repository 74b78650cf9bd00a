package io.tidegate.gateway.mqttserver;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What one client publishes, from PUBLISH to its acknowledgement. Answers go out in the order in which the messages came
 * [MQTT-4.6.0-2], so a message that is on disk waits for an earlier one that is not. Used by its event loop.
 */
final class Inbound implements Exchange.Publisher {

    /** Bytes of one client that wait for the disk; above it the client is not read from. */
    static final long WAITING_BYTES_MAX = 256 * 1024;

    /** A message that goes to so many subscribers costs as much as two. */
    private static final int DELIVERIES_PER_MESSAGE = 10;

    private final Client client;
    private final Exchange exchange;
    private final Deque<Reply> waiting = new ArrayDeque<>();
    private final Deque<Arrived> refused = new ArrayDeque<>();
    private final ExactlyOnce exactlyOnce;
    private long waitingBytes;
    private int atLeastOnce;
    private int messages;

    Inbound(Client client) {
        this.client = client;
        this.exchange = client.exchange();
        this.exactlyOnce = new ExactlyOnce(client);
    }

    ExactlyOnce exactlyOnce() {
        return exactlyOnce;
    }

    long waitingBytes() {
        return waitingBytes;
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** Received in all; wraps around. */
    int messages() {
        return messages;
    }

    void publish(int flags, PacketReader in) throws Refusal {
        int qos = (flags >> 1) & 3;
        boolean resent = (flags & 8) != 0;
        if (qos == 3) {
            throw Refusal.malformed("QoS 3");
        }
        if (resent && qos == 0) {
            throw Refusal.malformed("DUP with QoS 0");
        }
        messages++;
        Topic topic = topic(in, qos);
        int packetId = qos == 0 ? 0 : in.packetId();
        Properties properties = properties(in);
        boolean retain = (flags & 1) != 0;
        long expiresAt = properties == Properties.NONE
                ? Publication.NEVER
                : Publication.expiry(properties, System.currentTimeMillis());
        Publication publication = new Publication(topic, in.rest(), qos, retain, properties.forwarded(), expiresAt);
        if (qos == 0) {
            passOn(publication, false, null);
            return;
        }
        boolean again = qos == 2 && exactlyOnce.isKnown(packetId);
        open(packetId, qos);
        if (again) {
            answerAgain(packetId);
        } else if (!isOnItsWay(publication, packetId, resent)) {
            accept(publication, packetId, resent);
        }
    }

    private Topic topic(PacketReader in, int qos) throws Refusal {
        if (!client.isV5() || !in.startsWithEmptyText()) {
            return in.topic(client.loop().topics());
        }
        // Only an alias may stand for an empty topic, and we said in CONNACK that we know none.
        in.text();
        if (qos > 0) {
            in.packetId();
        }
        properties(in);
        throw Refusal.protocol("an empty topic without an alias");
    }

    private Properties properties(PacketReader in) throws Refusal {
        if (!client.isV5()) {
            return Properties.NONE;
        }
        Properties properties = Properties.read(in, Properties.Allowed.PUBLISH);
        if (properties.has(Properties.TOPIC_ALIAS)) {
            throw new Refusal(Reason.TOPIC_ALIAS_INVALID, "a topic alias");
        }
        return properties;
    }

    private void accept(Publication publication, int packetId, boolean resent) {
        Reply reply = new Reply(client, packetId, publication);
        if (publication.qos() == 2) {
            exactlyOnce.note(reply);
        }
        await(reply);
        passOn(publication, resent, reply);
        reply.sealed();
    }

    private void passOn(Publication publication, boolean resent, @Nullable Reply reply) {
        client.charge(exchange.publish(publication, resent, reply, this) / DELIVERIES_PER_MESSAGE);
    }

    /** A client of 3.1.1 knows no maximum: it is paused instead. */
    private void open(int packetId, int qos) throws Refusal {
        if (qos == 2 && exactlyOnce.isOpen(packetId)) {
            return;
        }
        int most = client.meeting().receiveMaximum();
        if (client.isV5() && atLeastOnce + exactlyOnce.open() >= most) {
            throw new Refusal(Reason.RECEIVE_MAXIMUM_EXCEEDED, "more than " + most);
        }
        if (qos == 2) {
            exactlyOnce.opened(packetId);
        }
    }

    private void await(Reply reply) {
        waiting.add(reply);
        waitingBytes += reply.bytes();
        atLeastOnce += reply.qos() == 1 ? 1 : 0;
        exchange.counters.waiting.increment();
        int most = client.meeting().receiveMaximum();
        // Only by repetitions can a client of MQTT 5 have more waiting than it may.
        if (waitingBytes > WAITING_BYTES_MAX || waiting.size() >= (client.isV5() ? most + 1 : most)) {
            client.pause(Valve.Cause.UNACKNOWLEDGED);
        }
    }

    /** Every repetition is answered, behind what waits already. */
    private void answerAgain(int packetId) {
        Reply again = Reply.again(client, packetId);
        await(again);
        again.sealed();
    }

    /** A message that came by an earlier connection and is not on disk yet: never recorded twice. */
    private boolean isOnItsWay(Publication publication, int packetId, boolean resent) {
        Session session = client.session();
        Reply earlier = session.recall(packetId);
        if (earlier == null) {
            return false;
        }
        if (!resent || earlier.qos() != publication.qos() || !earlier.isFor(publication)) {
            exactlyOnce.abandon(earlier);
            return false;
        }
        earlier.moveTo(client);
        await(earlier);
        earlier.collectAdrift(refused);
        stallOn(refused.peek());
        // It may be done already, or just now: then whoever did that told the connection before.
        client.loop().execute(() -> client.loop().run(client, Client::answer));
        return true;
    }

    /** Writes the acknowledgements that are due. */
    void answer() {
        PacketWriter writer = client.writer();
        int answered = 0;
        for (Reply next = waiting.peek(); next != null && next.isDone(); next = waiting.peek()) {
            waiting.remove();
            waitingBytes -= next.bytes();
            answered++;
            if (next.qos() == 2) {
                client.session().received.add(next.packetId());
            } else {
                atLeastOnce--;
            }
            int first = (next.qos() == 2 ? PacketType.PUBREC : PacketType.PUBACK).first();
            if (next.isUnheard() && client.isV5()) {
                writer.acknowledgement(first, next.packetId(), Reason.NO_MATCHING_SUBSCRIBERS);
            } else {
                writer.acknowledgement(first, next.packetId());
            }
        }
        exchange.counters.acknowledged.add(answered);
        exchange.counters.waiting.add(-answered);
        if (waitingBytes <= WAITING_BYTES_MAX / 2
                && waiting.size() <= client.meeting().receiveMaximum() / 2) {
            client.resume(Valve.Cause.UNACKNOWLEDGED);
        }
    }

    // ---- full and empty seats

    @Override
    public @Nullable Session session() {
        return client.session();
    }

    @Override
    public TopicCache topics() {
        return client.loop().topics();
    }

    @Override
    public boolean mayOffer() {
        return refused.isEmpty();
    }

    @Override
    public void keep(Arrived message) {
        refused.add(message);
        stallOn(message);
    }

    private void stallOn(@Nullable Arrived message) {
        if (message != null) {
            client.pause(Valve.Cause.SEAT);
        }
    }

    void offerAgain() {
        while (!refused.isEmpty() && refused.element().offer()) {
            refused.remove();
        }
        if (refused.isEmpty()) {
            client.resume(Valve.Cause.SEAT);
        }
    }

    /** A subscriber left: what it did not acknowledge is offered again, in the old order, before anything new. */
    void recall() {
        refused.clear();
        for (Reply each : waiting) {
            each.collectAdrift(refused);
        }
        stallOn(refused.peek());
    }

    /** The connection is over. A kept session remembers what is still on its way to the disk. */
    void end() {
        exchange.counters.waiting.add(-waiting.size());
        Session session = client.sessionIfConnected();
        if (session != null && session.isKept()) {
            for (Reply each : waiting) {
                if (each.hasMessage()) {
                    session.adjourn(each);
                }
            }
        }
        waiting.clear();
        refused.clear();
        exactlyOnce.end();
    }
}
