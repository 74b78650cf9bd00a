package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import java.time.Duration;

/** How long a chip may measure. Each look at it is a transfer, so looking again and again is no busy loop. */
final class Deadline {

    /** Ten times what any of them needs. */
    private static final Duration MEASURING_MAX = Duration.ofMillis(200);

    private final long startedNanos = System.nanoTime();

    boolean isOver() {
        return System.nanoTime() - startedNanos > MEASURING_MAX.toNanos();
    }

    void check(String place) throws DeviceException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (isOver()) {
            throw new DeviceException("the chip at " + place
                    + " does not come to an end with measuring: take its supply away for a moment, and check its type");
        }
    }
}
