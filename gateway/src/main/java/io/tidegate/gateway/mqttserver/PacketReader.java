package io.tidegate.gateway.mqttserver;

import java.util.Arrays;

/** Reads the fields of one packet's body. Used by one event loop. */
final class PacketReader {

    private final byte[] bytes;
    private final int end;
    private int at;

    PacketReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean atEnd() {
        return at == end;
    }

    int position() {
        return at;
    }

    int u8() throws Refusal {
        need(1);
        return bytes[at++] & 0xFF;
    }

    int u16() throws Refusal {
        need(2);
        int value = ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
        at += 2;
        return value;
    }

    long u32() throws Refusal {
        return ((long) u16() << 16) | u16();
    }

    int packetId() throws Refusal {
        int id = u16();
        if (id == 0) {
            throw Refusal.malformed("packet id 0");
        }
        return id;
    }

    int varint() throws Refusal {
        int value = 0;
        for (int shift = 0; shift <= 21; shift += 7) {
            int next = u8();
            value |= (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                if (next == 0 && shift > 0) {
                    throw Refusal.malformed("a variable byte integer is longer than it needs to be");
                }
                return value;
            }
        }
        throw Refusal.malformed("a variable byte integer is longer than four bytes");
    }

    String text() throws Refusal {
        int length = u16();
        need(length);
        String value = Text.decode(bytes, at, length);
        at += length;
        return value;
    }

    byte[] binary() throws Refusal {
        return take(u16());
    }

    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    byte[] take(int length) throws Refusal {
        need(length);
        byte[] taken = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return taken;
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** A topic's bytes are looked up where they lie, without a copy. */
    Topic topic(TopicCache topics) throws Refusal {
        int length = u16();
        need(length);
        Topic topic = topics.get(bytes, at, length);
        at += length;
        return topic;
    }

    boolean startsWithEmptyText() {
        return end - at >= 2 && bytes[at] == 0 && bytes[at + 1] == 0;
    }

    /** The end of PUBACK and its kin: in MQTT 5 a reason and properties may follow. Returns the reason. */
    int reasonAndProperties(boolean v5) throws Refusal {
        int reason = 0;
        if (v5 && !atEnd()) {
            reason = u8();
            if (!atEnd()) {
                Properties.read(this, Properties.Allowed.ACKNOWLEDGEMENT);
            }
        }
        expectEnd();
        return reason;
    }

    /** A reader of the next bytes only. */
    PacketReader part(int length) throws Refusal {
        need(length);
        PacketReader part = new PacketReader(bytes, at, at + length);
        at += length;
        return part;
    }

    void expectEnd() throws Refusal {
        if (at != end) {
            throw Refusal.malformed((end - at) + " bytes too many");
        }
    }

    private void need(int length) throws Refusal {
        if (end - at < length) {
            throw Refusal.malformed("a packet ends too early");
        }
    }
}
