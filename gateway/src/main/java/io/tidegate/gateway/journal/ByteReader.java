package io.tidegate.gateway.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Past the end it throws {@link IndexOutOfBoundsException}; what no writer writes is
 * an {@link IllegalArgumentException} or {@link ArithmeticException}. For one thread.
 */
final class ByteReader {

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What has not been read yet. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, bytes.length);
    }

    byte take() {
        return bytes[at++];
    }

    int varint() {
        return Math.toIntExact(varlong());
    }

    long varlong() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte one = bytes[at++];
            number |= (long) (one & 0x7F) << shift;
            if (one >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }

    long signed() {
        long zigzag = varlong();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    long fixed64() {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = (bits << 8) | (bytes[at++] & 0xFF);
        }
        return bits;
    }

    String text() {
        int length = varint();
        if (length < 0 || length > bytes.length - at) {
            throw new IllegalArgumentException("a text of " + length + " bytes in " + (bytes.length - at));
        }
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }
}
