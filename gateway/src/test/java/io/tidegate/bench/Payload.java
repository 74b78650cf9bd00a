package io.tidegate.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What a pretended fridge says: a temperature, and its door. With its number and the time of sending (microseconds of the
 * machine's monotonic clock, which all its processes share) when the row wants to find it again at the cloud.
 * Used by one thread; the bytes are valid until the next call.
 */
final class Payload {

    private static final int LENGTH_MAX = 128;
    private static final int DIGITS_MAX = 20;
    private static final int TEMPERATURE_PERIOD = 400;

    private final byte[] bytes = new byte[LENGTH_MAX];
    private final byte[] digits = new byte[DIGITS_MAX];
    private final boolean numbered;
    private int length;

    Payload(boolean numbered) {
        this.numbered = numbered;
    }

    /** @return how many of {@link #bytes()} it takes */
    int write(int number, long nowMicros) {
        length = 0;
        append("{\"temperature\":");
        int tenths = 20 + number / 50 % TEMPERATURE_PERIOD / 10;
        append(tenths / 10);
        append(".");
        append(tenths % 10);
        append(number % TEMPERATURE_PERIOD == 0 ? ",\"door\":true" : ",\"door\":false");
        if (numbered) {
            append(",\"n\":");
            append(number);
            append(",\"sent\":");
            append(nowMicros);
        }
        append("}");
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    private void append(String text) {
        byte[] ascii = text.getBytes(US_ASCII);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
    }

    private void append(long number) {
        int at = DIGITS_MAX;
        long rest = number;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        System.arraycopy(digits, at, bytes, length, DIGITS_MAX - at);
        length += DIGITS_MAX - at;
    }
}
