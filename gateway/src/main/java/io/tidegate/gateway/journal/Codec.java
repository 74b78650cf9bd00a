package io.tidegate.gateway.journal;

import io.tidegate.observation.Observation;
import java.util.List;

/**
 * What a block's row says of its body, in one number that is read without it.
 *
 * <pre>
 * codec := events:8 readings:8 thinness:4 format:4, from the highest bits on
 * </pre>
 *
 * The shares of readings and of events are in 255ths of the body, as far as their plain sizes tell it, and at least one where there
 * are any. A block that was written before there were shares has none of either.
 *
 * @param format how the body is written
 * @param readings what they take of it, 0 to 255
 * @param events the same
 */
record Codec(int format, Thinness thinness, int readings, int events) {

    private static final int WHOLE = 255;

    static Codec of(int format, Thinness thinness, List<Observation> observations) {
        long readings = 0;
        long events = 0;
        long all = 0;
        for (Observation seen : observations) {
            long bytes = Waiting.bytes(seen);
            all += bytes;
            switch (RetentionClass.of(seen)) {
                case READINGS -> readings += bytes;
                case EVENTS -> events += bytes;
                case GOODS -> {}
            }
        }
        return new Codec(format, thinness, share(readings, all), share(events, all));
    }

    private static int share(long bytes, long all) {
        return bytes == 0 ? 0 : (int) Math.max(1, bytes * WHOLE / all);
    }

    static Codec read(int number) {
        return new Codec(number & 0xF, Thinness.of(number >> 4 & 0xF), number >> 8 & 0xFF, number >> 16 & 0xFF);
    }

    int number() {
        return events << 16 | readings << 8 | thinness.level() << 4 | format;
    }

    /** What a block takes on disk. */
    Footprint.Bytes bytes(long body) {
        long row = Footprint.ROW_BYTES + body;
        return new Footprint.Bytes(row, row * readings / WHOLE, row * events / WHOLE);
    }
}
