package io.tidegate.gateway.mqttserver;

import java.util.Arrays;

/** The properties of one MQTT 5 packet (5.0 section 2.2.2.2). Immutable after reading. */
final class Properties {

    static final int PAYLOAD_FORMAT = 0x01;
    static final int MESSAGE_EXPIRY = 0x02;
    static final int CONTENT_TYPE = 0x03;
    static final int RESPONSE_TOPIC = 0x08;
    static final int CORRELATION_DATA = 0x09;
    static final int SUBSCRIPTION_ID = 0x0B;
    static final int SESSION_EXPIRY = 0x11;
    static final int ASSIGNED_CLIENT_ID = 0x12;
    static final int AUTHENTICATION_METHOD = 0x15;
    static final int AUTHENTICATION_DATA = 0x16;
    static final int REQUEST_PROBLEM = 0x17;
    static final int WILL_DELAY = 0x18;
    static final int REQUEST_RESPONSE = 0x19;
    static final int REASON_STRING = 0x1F;
    static final int RECEIVE_MAXIMUM = 0x21;
    static final int TOPIC_ALIAS_MAXIMUM = 0x22;
    static final int TOPIC_ALIAS = 0x23;
    static final int USER_PROPERTY = 0x26;
    static final int MAXIMUM_PACKET_SIZE = 0x27;
    static final int SHARED_SUBSCRIPTION_AVAILABLE = 0x2A;

    private static final int HIGHEST = 0x2A;

    /** What a packet from a client may carry. */
    enum Allowed {
        CONNECT(
                SESSION_EXPIRY,
                AUTHENTICATION_METHOD,
                AUTHENTICATION_DATA,
                REQUEST_PROBLEM,
                REQUEST_RESPONSE,
                RECEIVE_MAXIMUM,
                TOPIC_ALIAS_MAXIMUM,
                USER_PROPERTY,
                MAXIMUM_PACKET_SIZE),
        WILL(WILL_DELAY, PAYLOAD_FORMAT, MESSAGE_EXPIRY, CONTENT_TYPE, RESPONSE_TOPIC, CORRELATION_DATA, USER_PROPERTY),
        PUBLISH(
                PAYLOAD_FORMAT,
                MESSAGE_EXPIRY,
                CONTENT_TYPE,
                RESPONSE_TOPIC,
                CORRELATION_DATA,
                TOPIC_ALIAS,
                USER_PROPERTY),
        ACKNOWLEDGEMENT(REASON_STRING, USER_PROPERTY),
        SUBSCRIBE(SUBSCRIPTION_ID, USER_PROPERTY),
        UNSUBSCRIBE(USER_PROPERTY),
        DISCONNECT(SESSION_EXPIRY, REASON_STRING, USER_PROPERTY);

        private final long mask;

        /** Whether a subscriber gets some of it. */
        boolean isPassedOn() {
            return this == PUBLISH || this == WILL;
        }

        Allowed(int... ids) {
            mask = Properties.mask(ids);
        }
    }

    /** What a subscriber gets unchanged from the publisher [MQTT-3.3.2-17] and its neighbours. */
    private static final long FORWARDED =
            mask(PAYLOAD_FORMAT, CONTENT_TYPE, RESPONSE_TOPIC, CORRELATION_DATA, USER_PROPERTY);

    private static final byte[] NO_BYTES = {};
    static final Properties NONE = new Properties();

    private long present;
    private long[] numbers = {};
    private byte[] forwarded = NO_BYTES;

    private Properties() {}

    private static long mask(int... ids) {
        long mask = 0;
        for (int id : ids) {
            mask |= 1L << id;
        }
        return mask;
    }

    static Properties read(PacketReader packet, Allowed allowed) throws Refusal {
        int length = packet.varint();
        if (length == 0) {
            return NONE;
        }
        Properties properties = new Properties();
        properties.fill(packet.part(length), allowed);
        return properties;
    }

    private void fill(PacketReader in, Allowed allowed) throws Refusal {
        int passedOnFrom = in.position();
        while (!in.atEnd()) {
            int from = in.position();
            int id = in.varint();
            if (id > HIGHEST || ((allowed.mask >> id) & 1) == 0) {
                throw Refusal.malformed("property " + id + " does not belong into " + allowed);
            }
            if (((present >> id) & 1) != 0 && id != USER_PROPERTY) {
                throw Refusal.protocol("property " + id + " stands there twice");
            }
            present |= 1L << id;
            value(id, in);
            if (((FORWARDED >> id) & 1) == 0) {
                // Each of these stands there once, so there are few stretches in between.
                forward(allowed, in.copy(passedOnFrom, from));
                passedOnFrom = in.position();
            }
        }
        forward(allowed, in.copy(passedOnFrom, in.position()));
    }

    private void forward(Allowed allowed, byte[] more) {
        if (allowed.isPassedOn()) {
            int length = forwarded.length;
            forwarded = Arrays.copyOf(forwarded, length + more.length);
            System.arraycopy(more, 0, forwarded, length, more.length);
        }
    }

    private void value(int id, PacketReader in) throws Refusal {
        switch (id) {
            case PAYLOAD_FORMAT, REQUEST_PROBLEM, REQUEST_RESPONSE -> {
                int flag = in.u8();
                if (flag > 1) {
                    throw Refusal.protocol("property " + id + " must be 0 or 1");
                }
                keep(id, flag);
            }
            case RECEIVE_MAXIMUM -> keep(id, positive(id, in.u16()));
            case TOPIC_ALIAS_MAXIMUM, TOPIC_ALIAS -> keep(id, in.u16());
            case MAXIMUM_PACKET_SIZE -> keep(id, positive(id, in.u32()));
            case MESSAGE_EXPIRY, SESSION_EXPIRY, WILL_DELAY -> keep(id, in.u32());
            case SUBSCRIPTION_ID -> keep(id, positive(id, in.varint()));
            case RESPONSE_TOPIC -> {
                if (Filters.hasWildcard(in.text())) {
                    throw Refusal.protocol("a response topic holds a wildcard");
                }
            }
            case CORRELATION_DATA, AUTHENTICATION_DATA -> in.binary();
            case USER_PROPERTY -> {
                in.text();
                in.text();
            }
            default -> in.text();
        }
    }

    private static long positive(int id, long value) throws Refusal {
        if (value == 0) {
            throw Refusal.protocol("property " + id + " must not be 0");
        }
        return value;
    }

    private void keep(int id, long value) {
        if (numbers.length == 0) {
            numbers = new long[HIGHEST + 1];
        }
        numbers[id] = value;
    }

    boolean has(int id) {
        return ((present >> id) & 1) != 0;
    }

    long number(int id, long otherwise) {
        return has(id) ? numbers[id] : otherwise;
    }

    /** Encoded properties that go to subscribers as they are. */
    byte[] forwarded() {
        return forwarded;
    }
}
