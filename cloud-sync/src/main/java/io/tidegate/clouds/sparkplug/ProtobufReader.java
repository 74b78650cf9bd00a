package io.tidegate.clouds.sparkplug;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads fields of Protocol Buffers, one behind the other, from somebody who may send anything. Functions only. */
final class ProtobufReader {

    private static final int TYPE_MASK = (1 << Protobuf.TYPE_BITS) - 1;

    /** Of a number of 64 bits. */
    private static final int GROUPS_MAX = 10;

    private ProtobufReader() {}

    /** The bytes end in the middle, or are of another format. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * One field.
     *
     * @param number of a varint, or the bits of 4 or 8 bytes
     * @param content of what has its length before it; null otherwise
     */
    record Field(int id, long number, @Nullable ByteBuffer content) {}

    /** The next field, behind which the bytes stand then. */
    static Field next(ByteBuffer bytes) throws Unreadable {
        long tag = varint(bytes);
        int id = (int) (tag >>> Protobuf.TYPE_BITS);
        return switch ((int) (tag & TYPE_MASK)) {
            case Protobuf.VARINT -> new Field(id, varint(bytes), null);
            case Protobuf.EIGHT_BYTES ->
                new Field(
                        id,
                        part(bytes, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong(),
                        null);
            case Protobuf.LENGTH_FIRST -> new Field(id, 0, part(bytes, varint(bytes)));
            case Protobuf.FOUR_BYTES ->
                new Field(
                        id,
                        part(bytes, Integer.BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getInt(),
                        null);
            default -> throw new Unreadable();
        };
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
