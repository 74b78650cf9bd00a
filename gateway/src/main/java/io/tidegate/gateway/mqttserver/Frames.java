package io.tidegate.gateway.mqttserver;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** Cuts a client's bytes into packets (5.0 and 3.1.1 section 2). Used by one event loop. */
final class Frames {

    private static final byte[] NOTHING = {};

    private final int packetBytesMax;
    private byte[] bytes = NOTHING;
    private int from;
    private int to;
    private int bodyFrom;
    private int bodyTo;

    Frames(int packetBytesMax) {
        this.packetBytesMax = packetBytesMax;
    }

    void add(Buffer chunk) {
        if (from == to) {
            // The usual case: nothing is left over, and nothing is copied twice.
            bytes = chunk.getBytes();
            from = 0;
            to = bytes.length;
            return;
        }
        int more = chunk.length();
        int held = to - from;
        if (bytes.length - to < more) {
            byte[] larger = held + more <= bytes.length / 2 ? bytes : new byte[Math.max(held + more, held * 2)];
            System.arraycopy(bytes, from, larger, 0, held);
            bytes = larger;
            from = 0;
            to = held;
        }
        chunk.getBytes(bytes, to);
        to += more;
    }

    /** True when a whole packet is there: {@link #first}, {@link #body}. */
    boolean next() throws Refusal {
        if (to - from < 2) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < 4; i++) {
            int at = from + 1 + i;
            if (at >= to) {
                return false;
            }
            int digit = bytes[at] & 0xFF;
            length |= (digit & 0x7F) << (7 * i);
            if ((digit & 0x80) == 0) {
                if (digit == 0 && i > 0) {
                    throw Refusal.malformed("a remaining length is longer than it needs to be");
                }
                return cut(at + 1, length);
            }
        }
        throw Refusal.malformed("a remaining length of more than four bytes");
    }

    private boolean cut(int start, int length) throws Refusal {
        if (start - from + length > packetBytesMax) {
            throw new Refusal(Reason.PACKET_TOO_LARGE, "a packet of " + length + " bytes; at most " + packetBytesMax);
        }
        if (to - start < length) {
            return false;
        }
        bodyFrom = start;
        bodyTo = start + length;
        return true;
    }

    /** The first byte: type and flags. Known as soon as one byte is there. */
    int first() {
        return bytes[from] & 0xFF;
    }

    boolean isEmpty() {
        return from == to;
    }

    PacketReader body() {
        return new PacketReader(bytes, bodyFrom, bodyTo);
    }

    /** Bytes of memory that wait for the rest of a packet, or for being read. */
    int held() {
        return from == to ? 0 : bytes.length;
    }

    void consume() {
        from = bodyTo;
        if (from == to) {
            bytes = NOTHING;
            from = 0;
            to = 0;
        }
    }

    /** Keeps only what is needed of a large chunk while the client is paused or slow. */
    void settle() {
        if (from > 0 && from < to && to - from < bytes.length / 4) {
            bytes = Arrays.copyOfRange(bytes, from, to);
            to -= from;
            from = 0;
        }
    }

    void clear() {
        bytes = NOTHING;
        from = 0;
        to = 0;
    }
}
