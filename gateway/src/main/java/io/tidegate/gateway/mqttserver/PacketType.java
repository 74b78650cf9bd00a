package io.tidegate.gateway.mqttserver;

/** The packets of MQTT, and the flags that each must have (5.0 and 3.1.1 section 2). */
enum PacketType {
    CONNECT(1, 0),
    CONNACK(2, 0),
    PUBLISH(3, -1),
    PUBACK(4, 0),
    PUBREC(5, 0),
    PUBREL(6, 2),
    PUBCOMP(7, 0),
    SUBSCRIBE(8, 2),
    SUBACK(9, 0),
    UNSUBSCRIBE(10, 2),
    UNSUBACK(11, 0),
    PINGREQ(12, 0),
    PINGRESP(13, 0),
    DISCONNECT(14, 0),
    AUTH(15, 0);

    private static final PacketType[] ALL = values();

    private final int number;
    private final int flags;

    PacketType(int number, int flags) {
        this.number = number;
        this.flags = flags;
    }

    /** The first byte of such a packet. */
    int first() {
        return (number << 4) | Math.max(flags, 0);
    }

    static PacketType of(int first) {
        return ALL[(first >> 4) - 1];
    }

    /** Judges the first byte before more is read. */
    static void check(int first, boolean stranger) throws Refusal {
        if (first >> 4 == 0) {
            throw Refusal.malformed("packet type 0");
        }
        PacketType type = of(first);
        if (stranger && type != CONNECT) {
            throw Refusal.protocol("the first packet is " + type + ", not CONNECT");
        }
        if (type.flags >= 0 && type.flags != (first & 0x0F)) {
            throw Refusal.malformed("reserved flags of " + type);
        }
    }
}
