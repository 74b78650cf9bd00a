package io.tidegate.clouds.sparkplug;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes what the schema of Sparkplug payloads needs of Protocol Buffers: fields of varints, of 8 bytes, and of bytes with
 * their length before them. Used by one thread.
 */
final class Protobuf {

    static final int VARINT = 0;
    static final int EIGHT_BYTES = 1;
    static final int LENGTH_FIRST = 2;

    /** Never written by us. */
    static final int FOUR_BYTES = 5;

    static final int TYPE_BITS = 3;
    static final int GROUP_BITS = 7;
    static final int GROUP_MASK = 0x7f;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    Protobuf varint(int field, long value) {
        tag(field, VARINT);
        raw(value);
        return this;
    }

    Protobuf flag(int field, boolean value) {
        return varint(field, value ? 1 : 0);
    }

    Protobuf real(int field, double value) {
        tag(field, EIGHT_BYTES);
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes.write((int) (bits >>> shift));
        }
        return this;
    }

    Protobuf text(int field, String value) {
        return content(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Protobuf part(int field, Protobuf part) {
        return content(field, part.bytes());
    }

    /** Fields that were written before. */
    Protobuf append(byte[] fields) {
        bytes.writeBytes(fields);
        return this;
    }

    private Protobuf content(int field, byte[] content) {
        tag(field, LENGTH_FIRST);
        raw(content.length);
        bytes.writeBytes(content);
        return this;
    }

    private void tag(int field, int type) {
        raw(((long) field << TYPE_BITS) | type);
    }

    private void raw(long value) {
        long left = value;
        while ((left & ~GROUP_MASK) != 0) {
            bytes.write((int) ((left & GROUP_MASK) | MORE));
            left >>>= GROUP_BITS;
        }
        bytes.write((int) left);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
