package io.tidegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** The few MQTT 3.1.1 packets that a load needs, written straight into buffers. Stateless. */
final class Packets {

    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int SUBACK = 9;

    private static final byte CONNECT_HEADER = 0x10;
    private static final byte PUBLISH_QOS_1_HEADER = 0x32;
    private static final byte PUBACK_HEADER = 0x40;
    private static final byte SUBSCRIBE_HEADER = (byte) 0x82;
    private static final byte PROTOCOL_LEVEL = 4;
    private static final byte CLEAN_SESSION = 2;
    private static final int MORE_LENGTH_FOLLOWS = 0x80;

    private Packets() {}

    /** Without keep-alive: a generator that is busy must not be thrown out for its silence. */
    static void connect(ByteBuffer out, String clientId, boolean cleanSession) {
        byte[] id = clientId.getBytes(UTF_8);
        out.put(CONNECT_HEADER);
        length(out, 10 + 2 + id.length);
        text(out, "MQTT".getBytes(UTF_8));
        out.put(PROTOCOL_LEVEL).put(cleanSession ? CLEAN_SESSION : 0).putShort((short) 0);
        text(out, id);
    }

    static void subscribe(ByteBuffer out, int packetId, String filter, int qos) {
        byte[] name = filter.getBytes(UTF_8);
        out.put(SUBSCRIBE_HEADER);
        length(out, 2 + 2 + name.length + 1);
        out.putShort((short) packetId);
        text(out, name);
        out.put((byte) qos);
    }

    static void publish(ByteBuffer out, byte[] topic, int packetId, byte[] payload, int payloadLength) {
        out.put(PUBLISH_QOS_1_HEADER);
        length(out, 2 + topic.length + 2 + payloadLength);
        text(out, topic);
        out.putShort((short) packetId);
        out.put(payload, 0, payloadLength);
    }

    static void puback(ByteBuffer out, int packetId) {
        out.put(PUBACK_HEADER).put((byte) 2).putShort((short) packetId);
    }

    private static void text(ByteBuffer out, byte[] text) {
        out.putShort((short) text.length).put(text);
    }

    private static void length(ByteBuffer out, int length) {
        int rest = length;
        while (rest >= MORE_LENGTH_FOLLOWS) {
            out.put((byte) (rest % MORE_LENGTH_FOLLOWS | MORE_LENGTH_FOLLOWS));
            rest /= MORE_LENGTH_FOLLOWS;
        }
        out.put((byte) rest);
    }
}
