package io.tidegate.gateway.journal;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** How far a block was thinned, by {@link Reduction}s. Each has as many readings as the one before, or fewer. */
enum Thinness {

    /** As it was recorded. */
    WHOLE(0, Duration.ZERO, Duration.ZERO),
    /** Readings are as they were recorded; events are no more. */
    NO_EVENTS(5, Duration.ZERO, Duration.ofMinutes(1)),
    /** Readings of a device are summed up by the minute. */
    MINUTES(1, Duration.ofMinutes(1), Duration.ofMinutes(10)),
    TEN_MINUTES(2, Duration.ofMinutes(10), Duration.ofHours(1)),
    DAYS(3, Duration.ofDays(1), Duration.ofDays(1)),
    /** Only what happened to goods is left, and what clouds asked with what became of it. */
    GOODS(4, Duration.ofDays(1), Duration.ofDays(1));

    private static final Map<Integer, Thinness> BY_LEVEL =
            Arrays.stream(values()).collect(Collectors.toMap(Thinness::level, each -> each));

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

    int level() {
        return level;
    }

    /** One that nobody knows is as it was recorded. */
    static Thinness of(int level) {
        return BY_LEVEL.getOrDefault(level, WHOLE);
    }
}
