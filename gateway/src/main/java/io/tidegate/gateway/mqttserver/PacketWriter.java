package io.tidegate.gateway.mqttserver;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers the packets of one flush. Used by one event loop. */
final class PacketWriter {

    /** A larger one is given back to the heap after its flush. */
    private static final int KEPT_BYTES_MAX = 256 * 1024;

    private byte[] bytes = new byte[1024];
    private int length;

    boolean isEmpty() {
        return length == 0;
    }

    int length() {
        return length;
    }

    PacketWriter u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    PacketWriter u16(int value) {
        room(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
        return this;
    }

    PacketWriter u32(long value) {
        return u16((int) (value >> 16) & 0xFFFF).u16((int) value & 0xFFFF);
    }

    PacketWriter varint(int value) {
        int left = value;
        do {
            int next = left & 0x7F;
            left >>>= 7;
            u8(left == 0 ? next : next | 0x80);
        } while (left != 0);
        return this;
    }

    PacketWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return u16(utf8.length).raw(utf8);
    }

    PacketWriter raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    PacketWriter raw(PacketWriter more) {
        room(more.length);
        System.arraycopy(more.bytes, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** PUBACK, PUBREC, PUBREL, PUBCOMP, or UNSUBACK of 3.1.1. */
    void acknowledgement(int first, int packetId) {
        room(4);
        bytes[length++] = (byte) first;
        bytes[length++] = 2;
        bytes[length++] = (byte) (packetId >> 8);
        bytes[length++] = (byte) packetId;
    }

    /** The same with a reason, which only MQTT 5 has. */
    void acknowledgement(int first, int packetId, Reason reason) {
        u8(first).u8(3).u16(packetId).u8(reason.code());
    }

    static int varintLength(int value) {
        return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : 4;
    }

    Buffer take() {
        Buffer taken = Buffer.buffer(length).appendBytes(bytes, 0, length);
        clear();
        return taken;
    }

    void clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[1024];
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
