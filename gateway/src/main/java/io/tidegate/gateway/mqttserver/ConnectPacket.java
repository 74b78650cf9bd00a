package io.tidegate.gateway.mqttserver;

import org.jspecify.annotations.Nullable;

/**
 * How a client introduces itself (5.0 and 3.1.1 section 3.1). Immutable.
 *
 * @param level 4 for MQTT 3.1.1, 5 for MQTT 5
 */
record ConnectPacket(
        int level,
        boolean clean,
        String clientId,
        int keepAliveSeconds,
        @Nullable Will will,
        Properties properties) {

    static final int V3 = 4;
    static final int V5 = 5;

    /** Set in the level by the bridges of Mosquitto and others, which is in no text. */
    static final int BRIDGE = 0x80;

    private static final String PROTOCOL = "MQTT";
    private static final int CLEAN = 0x02;
    private static final int WILL = 0x04;
    private static final int WILL_RETAIN = 0x20;
    private static final int PASSWORD = 0x40;
    private static final int USER_NAME = 0x80;

    /** Only the protocol's name and level: what follows depends on them. */
    static int readLevel(PacketReader in) throws Refusal {
        String protocol = in.text();
        if (!protocol.equals(PROTOCOL) && !protocol.equals("MQIsdp")) {
            throw Refusal.protocol("a protocol name that is not MQTT");
        }
        return in.u8();
    }

    static ConnectPacket read(int level, PacketReader in, TopicCache topics) throws Refusal {
        int flags = in.u8();
        checkFlags(level, flags);
        int keepAliveSeconds = in.u16();
        Properties properties = level == V5 ? Properties.read(in, Properties.Allowed.CONNECT) : Properties.NONE;
        if (properties.has(Properties.AUTHENTICATION_DATA) && !properties.has(Properties.AUTHENTICATION_METHOD)) {
            throw Refusal.protocol("authentication data without a method");
        }
        String clientId = in.text();
        Will will = (flags & WILL) == 0 ? null : will(level, flags, in, topics);
        if ((flags & USER_NAME) != 0) {
            in.text();
        }
        if ((flags & PASSWORD) != 0) {
            in.binary();
        }
        in.expectEnd();
        return new ConnectPacket(level, (flags & CLEAN) != 0, clientId, keepAliveSeconds, will, properties);
    }

    /** What is to be known of it for as long as the connection lasts. */
    ConnectPacket withoutWill() {
        return new ConnectPacket(level, clean, clientId, keepAliveSeconds, null, properties);
    }

    private static void checkFlags(int level, int flags) throws Refusal {
        if ((flags & 0x01) != 0) {
            throw Refusal.malformed("the reserved flag of CONNECT is set");
        }
        int willQos = (flags >> 3) & 3;
        if (willQos == 3) {
            throw Refusal.malformed("a will with QoS 3");
        }
        if ((flags & WILL) == 0 && (willQos != 0 || (flags & WILL_RETAIN) != 0)) {
            throw Refusal.malformed("will flags without a will");
        }
        if (level == V3 && (flags & PASSWORD) != 0 && (flags & USER_NAME) == 0) {
            throw Refusal.malformed("a password without a user name");
        }
    }

    private static Will will(int level, int flags, PacketReader in, TopicCache topics) throws Refusal {
        Properties properties = level == V5 ? Properties.read(in, Properties.Allowed.WILL) : Properties.NONE;
        Topic topic = in.topic(topics);
        byte[] payload = in.binary();
        long expirySeconds = properties.number(Properties.MESSAGE_EXPIRY, -1);
        return new Will(
                topic,
                payload,
                (flags >> 3) & 3,
                (flags & WILL_RETAIN) != 0,
                properties.forwarded(),
                expirySeconds,
                1000 * properties.number(Properties.WILL_DELAY, 0));
    }
}
