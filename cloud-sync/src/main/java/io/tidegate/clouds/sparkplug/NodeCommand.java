package io.tidegate.clouds.sparkplug;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a node command whether it asks for a rebirth (Sparkplug 3.0, section 6.4.19): a metric of that name that is true.
 * Whatever else stands in it, or is no payload at all, asks for nothing. Functions only.
 */
final class NodeCommand {

    /** A rebirth has some 60 bytes; what is much longer is none. */
    private static final int LENGTH_MAX = 4096;

    private static final int TYPE_MASK = (1 << Protobuf.TYPE_BITS) - 1;

    /** Of a number of 64 bits. */
    private static final int GROUPS_MAX = 10;

    private NodeCommand() {}

    /** The bytes end in the middle, or are of another format. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    static boolean asksForRebirth(byte[] payload) {
        if (payload.length > LENGTH_MAX) {
            return false;
        }
        try {
            boolean asks = false;
            ByteBuffer bytes = ByteBuffer.wrap(payload);
            while (bytes.hasRemaining()) {
                long tag = varint(bytes);
                ByteBuffer content = content(bytes, tag);
                if (tag >>> Protobuf.TYPE_BITS == Payloads.PAYLOAD_METRICS && content != null) {
                    asks |= isRebirth(content);
                }
            }
            return asks;
        } catch (Unreadable strange) {
            return false;
        }
    }

    private static boolean isRebirth(ByteBuffer metric) throws Unreadable {
        boolean named = false;
        boolean wanted = false;
        while (metric.hasRemaining()) {
            long tag = varint(metric);
            if (tag == Payloads.BOOLEAN_VALUE << Protobuf.TYPE_BITS) {
                wanted = varint(metric) != 0;
                continue;
            }
            ByteBuffer content = content(metric, tag);
            if (tag >>> Protobuf.TYPE_BITS == Payloads.NAME && content != null) {
                named = StandardCharsets.UTF_8.decode(content).toString().equals(Payloads.REBIRTH);
            }
        }
        return named && wanted;
    }

    /** What the field holds, behind which the bytes stand then; null where it is a number. */
    private static @Nullable ByteBuffer content(ByteBuffer bytes, long tag) throws Unreadable {
        switch ((int) (tag & TYPE_MASK)) {
            case Protobuf.VARINT -> varint(bytes);
            case Protobuf.EIGHT_BYTES -> part(bytes, Long.BYTES);
            case Protobuf.LENGTH_FIRST -> {
                return part(bytes, varint(bytes));
            }
            case Protobuf.FOUR_BYTES -> part(bytes, Integer.BYTES);
            default -> throw new Unreadable();
        }
        return null;
    }

    private static ByteBuffer part(ByteBuffer bytes, long length) throws Unreadable {
        if (length < 0 || length > bytes.remaining()) {
            throw new Unreadable();
        }
        ByteBuffer part = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    private static long varint(ByteBuffer bytes) throws Unreadable {
        long value = 0;
        for (int group = 0; group < GROUPS_MAX; group++) {
            if (!bytes.hasRemaining()) {
                throw new Unreadable();
            }
            byte next = bytes.get();
            value |= (long) (next & Protobuf.GROUP_MASK) << (Protobuf.GROUP_BITS * group);
            if (next >= 0) {
                return value;
            }
        }
        throw new Unreadable();
    }
}
