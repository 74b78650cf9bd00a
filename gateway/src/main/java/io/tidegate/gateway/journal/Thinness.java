package io.tidegate.gateway.journal;

import java.time.Duration;
import java.util.List;

/** How far a block was thinned, for want of room or by its age. Each step takes more than the one before. */
enum Thinness {

    /** As it was recorded. */
    WHOLE(0, Duration.ZERO, Duration.ZERO),
    /** Readings of a device are summed up by the minute. */
    MINUTES(1, Duration.ofMinutes(1), Duration.ofMinutes(10)),
    TEN_MINUTES(2, Duration.ofMinutes(10), Duration.ofHours(1)),
    DAYS(3, Duration.ofDays(1), Duration.ofDays(1)),
    /** Only what happened to goods is left, and what clouds asked with what became of it. */
    GOODS(4, Duration.ofDays(1), Duration.ofDays(1));

    private static final int CODEC_BITS = 4;

    /** The steps, the gentlest first. */
    static final List<Thinness> THINNER = List.of(MINUTES, TEN_MINUTES, DAYS, GOODS);

    private final int level;
    private final Duration window;
    private final Duration block;

    /**
     * @param level in files: never to be changed
     * @param window within which readings are summed up
     * @param block within which blocks become one
     */
    Thinness(int level, Duration window, Duration block) {
        this.level = level;
        this.window = window;
        this.block = block;
    }

    Duration window() {
        return window;
    }

    Duration block() {
        return block;
    }

    /** In a block's row, beside how its body is written. */
    int inCodec(int format) {
        return format | level << CODEC_BITS;
    }

    /** Of a block's row; one that nobody knows is as it was recorded. */
    static Thinness ofCodec(int codec) {
        int level = codec >> CODEC_BITS;
        return THINNER.stream().filter(each -> each.level == level).findFirst().orElse(WHOLE);
    }

    /** How the body is written. */
    static int format(int codec) {
        return codec & (1 << CODEC_BITS) - 1;
    }
}
