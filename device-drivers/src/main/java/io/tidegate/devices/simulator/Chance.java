package io.tidegate.devices.simulator;

import java.util.SplittableRandom;

/** Seeded chance, so that the same seed makes the same shop. Used by one thread. */
final class Chance {

    private final SplittableRandom random;

    /** Each device has its own chance, so that a new device does not change the others' day. */
    Chance(long seed, String device) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ device.hashCode());
    }

    /** True so many times an hour on average, asked once for each step of so many seconds. */
    boolean happens(double timesPerHour, double stepSeconds) {
        return random.nextDouble() < 1 - Math.exp(-timesPerHour * stepSeconds / 3_600);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Noise of a sensor: mean 0, nearly always within three times the deviation. */
    double noise(double deviation) {
        return random.nextGaussian() * deviation;
    }
}
