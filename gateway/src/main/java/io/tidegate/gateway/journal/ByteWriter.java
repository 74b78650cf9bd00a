package io.tidegate.gateway.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bytes that grow. For one thread. */
final class ByteWriter {

    private static final int VARINT_BYTES_MAX = 10;

    private byte[] bytes;
    private int length;

    ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    void put(byte one) {
        reserve(1);
        bytes[length++] = one;
    }

    void varint(long number) {
        reserve(VARINT_BYTES_MAX);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void signed(long number) {
        varint((number << 1) ^ (number >> 63));
    }

    void fixed64(long bits) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (bits >>> shift);
        }
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        varint(utf8.length);
        put(utf8);
    }

    void put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
