package io.tidegate.gateway.intake;

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

    private static final long RETRY_MILLIS = 1_000;

    private final Client client;
    private final Exchange exchange;
    private final Deque<Reply> waiting = new ArrayDeque<>();
    private final Deque<Arrived> refused = new ArrayDeque<>();
    private long waitingBytes;
    private int messages;

    Inbound(Client client) {
        this.client = client;
        this.exchange = client.exchange();
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
            exchange.publish(publication, false, null, this);
        } else if (!isKnown(publication, packetId, resent)) {
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

    private void accept(Publication publication, int packetId, boolean resent) throws Refusal {
        checkReceiveMaximum();
        Reply reply = new Reply(client, packetId, publication.qos(), publication.weight());
        Session session = client.session();
        if (publication.qos() == 2 && session.isKept()) {
            reply.addLast(() -> noteReceived(session.clientId(), reply));
        }
        await(reply);
        exchange.publish(publication, resent, reply, this);
        reply.sealed();
    }

    /** After the message and before its PUBREC. While the disk is in trouble it is tried again, and the client waits. */
    private void noteReceived(String clientId, Reply reply) {
        exchange.sessions.table().noteReceived(clientId, reply.packetId()).whenComplete((done, failed) -> {
            if (failed == null) {
                reply.partDone();
            } else {
                client.loop().after(RETRY_MILLIS, () -> noteReceived(clientId, reply));
            }
        });
    }

    private void checkReceiveMaximum() throws Refusal {
        int open = waiting.size() + client.session().received.size();
        int most = client.meeting().receiveMaximum();
        // A client of 3.1.1 knows no maximum; it is paused, and only what it must release itself can exceed it.
        if (open >= most && (client.isV5() || waiting.size() < most)) {
            throw new Refusal(Reason.RECEIVE_MAXIMUM_EXCEEDED, "more than " + most);
        }
    }

    private void await(Reply reply) {
        waiting.add(reply);
        waitingBytes += reply.bytes();
        exchange.counters.waiting.increment();
        if (waitingBytes > WAITING_BYTES_MAX
                || (!client.isV5() && waiting.size() >= client.meeting().receiveMaximum())) {
            client.pause(Valve.Cause.UNACKNOWLEDGED);
        }
    }

    /** A message that came before, and of which the client has not seen the acknowledgement: never recorded twice. */
    private boolean isKnown(Publication publication, int packetId, boolean resent) throws Refusal {
        Session session = client.session();
        if (publication.qos() == 2) {
            if (session.received.contains(packetId) || isWaiting(packetId)) {
                acknowledgeAgain(packetId);
                return true;
            }
        }
        Reply earlier = session.unfinished.isEmpty() ? null : session.unfinished.remove(packetId);
        if (earlier == null || !resent || earlier.qos() != publication.qos() || !earlier.isFor(publication)) {
            return false;
        }
        earlier.moveTo(client);
        await(earlier);
        earlier.collectAdrift(refused);
        stallOn(refused.peek());
        if (earlier.isDone()) {
            client.done(earlier);
        }
        return true;
    }

    /** Every repetition is answered, behind what waits already; who repeats without end is sent away. */
    private void acknowledgeAgain(int packetId) throws Refusal {
        if (client.isV5() && waiting.size() >= 2 * client.meeting().receiveMaximum()) {
            throw new Refusal(Reason.RECEIVE_MAXIMUM_EXCEEDED, "repetitions of unacknowledged messages");
        }
        Reply again = new Reply(client, packetId, 2, 0);
        await(again);
        again.sealed();
    }

    private boolean isWaiting(int packetId) {
        for (Reply each : waiting) {
            if (each.packetId() == packetId && each.qos() == 2) {
                return true;
            }
        }
        return false;
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

    /** PUBREL: the client will not send that message again. Its id is free when that is on disk. */
    void released(PacketReader in) throws Refusal {
        int packetId = in.packetId();
        in.reasonAndProperties(client.isV5());
        Session session = client.session();
        boolean known = session.received.contains(packetId);
        if (!known) {
            session.unfinished.remove(packetId);
            complete(packetId, false);
        } else if (!session.isKept()) {
            session.received.remove(packetId);
            complete(packetId, true);
        } else {
            noteReleased(session, packetId);
        }
    }

    private void noteReleased(Session session, int packetId) {
        exchange.sessions.table().noteReleased(session.clientId(), packetId).whenComplete((done, failed) -> {
            if (failed == null) {
                client.loop().execute(() -> noted(session, packetId));
            } else {
                client.loop().after(RETRY_MILLIS, () -> noteReleased(session, packetId));
            }
        });
    }

    /** When the connection has ended meanwhile, PUBREL comes again on the next one, and so does this. */
    private void noted(Session session, int packetId) {
        if (client.isConnected()) {
            session.received.remove(packetId);
            complete(packetId, true);
            client.flush();
        }
    }

    private void complete(int packetId, boolean known) {
        if (known || !client.isV5()) {
            client.writer().acknowledgement(PacketType.PUBCOMP.first(), packetId);
        } else {
            client.writer().acknowledgement(PacketType.PUBCOMP.first(), packetId, Reason.PACKET_ID_UNKNOWN);
        }
    }

    // ---- full and empty seats

    @Override
    public @Nullable Session session() {
        return client.session();
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
                session.unfinished.put(each.packetId(), each);
            }
        }
        waiting.clear();
        refused.clear();
    }
}
