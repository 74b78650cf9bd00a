package io.tidegate.gateway.mqttserver;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one client has subscribed to, from its queue to its acknowledgement. Used by its event loop. */
final class Outbound {

    /** QoS 1 and 2 messages that the client has not acknowledged; the next ones wait in the session's queue. */
    private static final int UNACKNOWLEDGED_MAX = 100;

    /** Written for one client in one turn of the event loop. */
    private static final int TURN_BYTES_MAX = 16 * 1024;

    private static final int DUP = 0x08;
    private static final int RETAIN = 0x01;

    private final Client client;
    private int receiveMaximum = UNACKNOWLEDGED_MAX;
    private long packetBytesMax = Long.MAX_VALUE;
    private final Set<Integer> again = new LinkedHashSet<>();
    private int lastPacketId;

    Outbound(Client client) {
        this.client = client;
    }

    /** What the client said in its CONNECT. */
    void speak(ConnectPacket connect) {
        Properties said = connect.properties();
        receiveMaximum =
                (int) Math.min((long) UNACKNOWLEDGED_MAX, said.number(Properties.RECEIVE_MAXIMUM, UNACKNOWLEDGED_MAX));
        packetBytesMax = said.number(Properties.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE);
    }

    /** Sends what waits, as far as the client's receive maximum, its socket and the room for all allow. */
    void send() {
        Session session = client.session();
        long now = System.currentTimeMillis();
        session.oldValues.newTurn();
        while (maySend(session) && client.writer().length() < TURN_BYTES_MAX) {
            if (!again.isEmpty()) {
                if (!sendAgain(session, now)) {
                    return;
                }
                continue;
            }
            Session.Outgoing next = session.next(now);
            if (next == null) {
                break;
            }
            if (!client.outlet().hasRoomFor(next.publication().weight())) {
                return;
            }
            session.taken();
            if (next.publication().isExpired(now)) {
                session.done(next);
            } else {
                first(next, now, session);
            }
        }
        if (maySend(session) && (!again.isEmpty() || session.hasMore())) {
            client.askToSend();
        }
    }

    private boolean maySend(Session session) {
        return client.outlet().isWritable() && session.unacknowledged.size() - again.size() < receiveMaximum;
    }

    /** False when there is no room for it now. */
    private boolean sendAgain(Session session, long now) {
        int packetId = again.iterator().next();
        Session.Unacknowledged sent = session.unacknowledged.get(packetId);
        Session.Outgoing message = sent == null ? null : sent.message();
        if (message != null && !client.outlet().hasRoomFor(message.publication().weight())) {
            return false;
        }
        again.remove(packetId);
        if (message != null && size(message) > packetBytesMax) {
            session.unacknowledged.remove(packetId);
            drop(session, message);
        } else if (message != null) {
            write(message, packetId, true, now);
        } else if (sent != null) {
            client.writer().acknowledgement(PacketType.PUBREL.first(), packetId);
        }
        return true;
    }

    private void drop(Session session, Session.Outgoing message) {
        session.done(message);
        client.exchange().counters.droppedOut.increment();
    }

    private void first(Session.Outgoing message, long now, Session session) {
        if (size(message) > packetBytesMax) {
            drop(session, message);
            return;
        }
        int packetId = 0;
        if (message.qos() > 0) {
            packetId = freePacketId(session);
            session.unacknowledged.put(packetId, new Session.Unacknowledged(message));
        } else {
            session.done(message);
        }
        write(message, packetId, false, now);
        client.exchange().counters.sent.increment();
    }

    private int freePacketId(Session session) {
        do {
            lastPacketId = lastPacketId == 0xFFFF ? 1 : lastPacketId + 1;
        } while (session.unacknowledged.containsKey(lastPacketId));
        return lastPacketId;
    }

    /**
     * A client that is back gets again what it has not acknowledged, in the old order [MQTT-4.4.0-1], before anything
     * new, and as far as it allows by now.
     */
    void resend() {
        again.addAll(client.session().unacknowledged.keySet());
    }

    private void write(Session.Outgoing message, int packetId, boolean again, long now) {
        Publication publication = message.publication();
        PacketWriter writer = client.writer();
        writer.u8(PacketType.PUBLISH.first()
                | (again ? DUP : 0)
                | (message.qos() << 1)
                | (message.retain() ? RETAIN : 0));
        writer.varint(bodySize(message));
        writer.u16(publication.topic().utf8().length).raw(publication.topic().utf8());
        if (message.qos() > 0) {
            writer.u16(packetId);
        }
        if (client.isV5()) {
            writer.varint(propertiesSize(message));
            if (publication.expiresAt() != Publication.NEVER) {
                long leftSeconds = Math.max(1, (publication.expiresAt() - now) / 1000);
                writer.u8(Properties.MESSAGE_EXPIRY).u32(leftSeconds);
            }
            for (int id : message.subscriptionIds()) {
                writer.u8(Properties.SUBSCRIPTION_ID).varint(id);
            }
            writer.raw(publication.properties());
        }
        writer.raw(publication.payload());
    }

    private int bodySize(Session.Outgoing message) {
        Publication publication = message.publication();
        int size = 2 + publication.topic().utf8().length + publication.payload().length + (message.qos() > 0 ? 2 : 0);
        if (client.isV5()) {
            int properties = propertiesSize(message);
            size += PacketWriter.varintLength(properties) + properties;
        }
        return size;
    }

    private static int propertiesSize(Session.Outgoing message) {
        Publication publication = message.publication();
        int size = publication.properties().length + (publication.expiresAt() != Publication.NEVER ? 5 : 0);
        for (int id : message.subscriptionIds()) {
            size += 1 + PacketWriter.varintLength(id);
        }
        return size;
    }

    private long size(Session.Outgoing message) {
        int body = bodySize(message);
        return 1L + PacketWriter.varintLength(body) + body;
    }

    /** PUBACK. */
    void acknowledged(PacketReader in) throws Refusal {
        int packetId = in.packetId();
        in.reasonAndProperties(client.isV5());
        finish(packetId, 1);
    }

    /** PUBREC: QoS 2 goes on with PUBREL, unless the client refuses the message. */
    void received(PacketReader in) throws Refusal {
        int packetId = in.packetId();
        int reason = in.reasonAndProperties(client.isV5());
        Map<Integer, Session.Unacknowledged> open = client.session().unacknowledged;
        if (!open.containsKey(packetId)) {
            if (reason < 0x80) {
                unknown(PacketType.PUBREL, packetId);
            }
        } else if (reason >= 0x80) {
            finished(packetId);
        } else {
            Session.Unacknowledged sent = open.put(packetId, new Session.Unacknowledged(null));
            client.session().done(sent == null ? null : sent.message());
            client.writer().acknowledgement(PacketType.PUBREL.first(), packetId);
        }
    }

    /** PUBCOMP. */
    void completed(PacketReader in) throws Refusal {
        int packetId = in.packetId();
        in.reasonAndProperties(client.isV5());
        finish(packetId, 2);
    }

    private void finish(int packetId, int qos) {
        Map<Integer, Session.Unacknowledged> open = client.session().unacknowledged;
        Session.Unacknowledged sent = open.get(packetId);
        if (sent != null && qosOf(sent) == qos) {
            finished(packetId);
        }
    }

    private void finished(int packetId) {
        Session session = client.session();
        Session.Unacknowledged sent = session.unacknowledged.remove(packetId);
        if (sent != null) {
            session.done(sent.message());
            again.remove(packetId);
            client.askToSend();
        }
    }

    private static int qosOf(Session.Unacknowledged sent) {
        Session.@Nullable Outgoing message = sent.message();
        return message == null ? 2 : message.qos();
    }

    private void unknown(PacketType type, int packetId) {
        if (client.isV5()) {
            client.writer().acknowledgement(type.first(), packetId, Reason.PACKET_ID_UNKNOWN);
        } else {
            client.writer().acknowledgement(type.first(), packetId);
        }
    }
}
