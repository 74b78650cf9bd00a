package io.tidegate.gateway.mqttserver;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From CONNECT to CONNACK, and from DISCONNECT to the end of the session. Used by its event loop. */
final class Handshake {

    /** Longer names are refused: a name is kept with its session and in the log. */
    static final int CLIENT_ID_CHARS_MAX = 256;

    private final Client client;
    private final Exchange exchange;
    private int level;
    private boolean bridge;
    private String clientId = "";
    private @Nullable ConnectPacket connect;
    private @Nullable Session session;
    private @Nullable Will will;

    Handshake(Client client, Exchange exchange) {
        this.client = client;
        this.exchange = exchange;
    }

    ConnectPacket read(PacketReader body, TopicCache topics) throws Refusal {
        int said = ConnectPacket.readLevel(body);
        bridge = said == (ConnectPacket.BRIDGE | ConnectPacket.V3);
        level = bridge ? ConnectPacket.V3 : said;
        if (level != ConnectPacket.V3 && level != ConnectPacket.V5) {
            throw new Refusal(Reason.UNSUPPORTED_VERSION, "protocol level " + level);
        }
        ConnectPacket packet = ConnectPacket.read(level, body, topics);
        if (packet.properties().has(Properties.AUTHENTICATION_METHOD)) {
            throw new Refusal(Reason.BAD_AUTHENTICATION_METHOD, "an authentication method");
        }
        if (packet.clientId().length() > CLIENT_ID_CHARS_MAX) {
            throw new Refusal(Reason.CLIENT_ID_INVALID, "a client id longer than " + CLIENT_ID_CHARS_MAX);
        }
        if (packet.clientId().isEmpty() && level == ConnectPacket.V3 && !packet.clean()) {
            throw new Refusal(Reason.CLIENT_ID_INVALID, "an empty client id that is to be remembered");
        }
        clientId = packet.clientId().isEmpty() ? "tidegate-" + UUID.randomUUID() : packet.clientId();
        connect = packet.withoutWill();
        take(packet.will());
        return packet;
    }

    private void take(@Nullable Will last) throws Refusal {
        if (last == null) {
            return;
        }
        Budget wills = exchange.sessions.wills();
        if (!wills.allows(0, last.weight())) {
            throw new Refusal(Reason.QUOTA_EXCEEDED, "a will of " + last.weight() + " bytes, and no room for it");
        }
        wills.hold(last.weight());
        will = last;
    }

    /** It is not to be said. */
    private void drop(@Nullable Will last) {
        if (last != null) {
            exchange.sessions.wills().hold(-last.weight());
        }
    }

    void in(Session entered) {
        session = entered;
    }

    /** The session is ours: decides what is left of it, and answers. */
    void welcome(long nowMillis) {
        ConnectPacket packet = connect();
        Session ours = session();
        long expiryBefore = ours.expirySeconds;
        boolean present = ours.isKept() && !packet.clean();
        if (!present) {
            if (ours.isKept()) {
                exchange.sessions.table().remove(ours);
            }
            exchange.sessions.clear(ours);
        }
        Will waiting = ours.will;
        ours.will = null;
        if (waiting != null && !present) {
            client.loop().sayWill(waiting, nowMillis);
        } else {
            drop(waiting);
        }
        long asked = askedExpiry(packet);
        ours.expirySeconds = Math.min(asked, Sessions.EXPIRY_SECONDS_MAX);
        save(ours, expiryBefore, present);
        answer(packet, present, asked);
    }

    private void save(Session ours, long expiryBefore, boolean present) {
        if (ours.isKept() && !(present && expiryBefore == ours.expirySeconds)) {
            exchange.sessions.table().save(ours);
        } else if (!ours.isKept() && expiryBefore > 0 && present) {
            exchange.sessions.table().remove(ours);
        }
    }

    private static long askedExpiry(ConnectPacket packet) {
        if (packet.level() == ConnectPacket.V5) {
            return packet.properties().number(Properties.SESSION_EXPIRY, 0);
        }
        return packet.clean() ? 0 : Sessions.EXPIRY_SECONDS_MAX;
    }

    private void answer(ConnectPacket packet, boolean present, long askedExpiry) {
        PacketWriter writer = client.writer();
        if (packet.level() == ConnectPacket.V3) {
            writer.u8(PacketType.CONNACK.first()).u8(2).u8(present ? 1 : 0).u8(0);
            return;
        }
        PacketWriter properties = new PacketWriter();
        properties.u8(Properties.RECEIVE_MAXIMUM).u16(receiveMaximum());
        properties.u8(Properties.MAXIMUM_PACKET_SIZE).u32(exchange.limits.packetBytes());
        properties.u8(Properties.SHARED_SUBSCRIPTION_AVAILABLE).u8(0);
        if (askedExpiry > Sessions.EXPIRY_SECONDS_MAX) {
            properties.u8(Properties.SESSION_EXPIRY).u32(Sessions.EXPIRY_SECONDS_MAX);
        }
        if (packet.clientId().isEmpty()) {
            properties.u8(Properties.ASSIGNED_CLIENT_ID).text(clientId);
        }
        int length = properties.length();
        writer.u8(PacketType.CONNACK.first()).varint(2 + PacketWriter.varintLength(length) + length);
        writer.u8(present ? 1 : 0).u8(0).varint(length).raw(properties);
    }

    /** DISCONNECT: the will is not said, unless MQTT 5's reason 4 asks for it. */
    void goodbye(PacketReader body) throws Refusal {
        boolean sayWill = false;
        if (isV5() && !body.atEnd()) {
            int reason = body.u8();
            if (reason != 0 && reason != 4 && reason < 0x80) {
                throw Refusal.protocol("reason " + reason + " in DISCONNECT");
            }
            sayWill = reason != 0;
            if (!body.atEnd()) {
                changeExpiry(Properties.read(body, Properties.Allowed.DISCONNECT));
            }
        }
        body.expectEnd();
        if (!sayWill) {
            drop(will);
            will = null;
        }
    }

    private void changeExpiry(Properties properties) throws Refusal {
        if (!properties.has(Properties.SESSION_EXPIRY)) {
            return;
        }
        Session ours = session();
        long asked = properties.number(Properties.SESSION_EXPIRY, 0);
        if (!ours.isKept() && asked != 0) {
            throw Refusal.protocol("a session expiry in DISCONNECT after none in CONNECT");
        }
        long before = ours.expirySeconds;
        ours.expirySeconds = Math.min(asked, Sessions.EXPIRY_SECONDS_MAX);
        save(ours, before, true);
    }

    /**
     * The connection is over: the will is said now, or waits in the session.
     *
     * @param connected whether the client had its CONNACK
     */
    void leave(boolean connected) {
        Will last = will;
        will = null;
        if (last == null || !connected) {
            drop(last);
        } else if (last.delayMillis() > 0 && session().isKept()) {
            session().will = last;
        } else {
            client.loop().sayWill(last, System.currentTimeMillis());
        }
    }

    /** One and a half times the keep-alive [MQTT-3.1.2-22]. */
    boolean isSilentTooLong(long silentNanos) {
        int seconds = keepAliveSeconds();
        return seconds > 0 && silentNanos > Duration.ofMillis(1500L * seconds).toNanos();
    }

    int keepAliveSeconds() {
        return connect().keepAliveSeconds();
    }

    int receiveMaximum() {
        return Math.min(exchange.limits.receiveMaximum(), 0xFFFF);
    }

    boolean isV5() {
        return level == ConnectPacket.V5;
    }

    boolean isNewerThanV5() {
        return level > ConnectPacket.V5 && (level & ConnectPacket.BRIDGE) == 0;
    }

    /** Another broker's: it does not get back what it brought, and gets the retain flag as it was set. */
    boolean isBridge() {
        return bridge;
    }

    boolean isRead() {
        return connect != null;
    }

    boolean hasSession() {
        return session != null;
    }

    String clientId() {
        return clientId;
    }

    Session session() {
        Session ours = session;
        if (ours == null) {
            throw new IllegalStateException("not entered yet");
        }
        return ours;
    }

    private ConnectPacket connect() {
        ConnectPacket packet = connect;
        if (packet == null) {
            throw new IllegalStateException("no CONNECT yet");
        }
        return packet;
    }
}
