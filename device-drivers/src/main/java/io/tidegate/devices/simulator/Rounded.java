package io.tidegate.devices.simulator;

import io.tidegate.observation.Value;

/** Sensors show few digits. */
final class Rounded {

    private Rounded() {}

    static Value to(double resolution, double value) {
        double steps = Math.rint(value / resolution);
        // Dividing by the inverse gives 3.4, where multiplying gives 3.4000000000000004.
        return Value.of(resolution < 1 ? steps / Math.rint(1 / resolution) : steps * resolution);
    }
}
