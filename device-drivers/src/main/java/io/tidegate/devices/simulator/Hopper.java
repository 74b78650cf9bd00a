package io.tidegate.devices.simulator;

import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The hopper of the coffee machine, on a scale: it empties cup by cup, and somebody fills it up. Used by one thread. */
final class Hopper implements Gadget {

    private static final String DEVICE = "hopper-1";

    static final double EMPTY_KG = 1.2;
    private static final double FULL_KG = 3;
    private static final double LOW_KG = 0.4;
    private static final double CUP_KG = 0.018;

    /** Every third one has a coffee. */
    private static final double CUPS_PER_CUSTOMER = 1 / 3.0;

    private static final double NOISE_KG = 0.002;

    private final Chance chance;
    private double beansKg = FULL_KG;

    Hopper(long seed) {
        this.chance = new Chance(seed, DEVICE);
    }

    @Override
    public void step(Instant at, double seconds, Surroundings around) {
        if (chance.happens(Hours.customersPerHour(at) * CUPS_PER_CUSTOMER, seconds)) {
            beansKg -= CUP_KG;
        }
        if (beansKg < LOW_KG && chance.happens(12, seconds)) {
            beansKg = FULL_KG;
        }
    }

    @Override
    public double watts() {
        return 0;
    }

    @Override
    public List<Signal> show(Surroundings around) {
        Value weight = Rounded.to(0.001, EMPTY_KG + Math.max(0, beansKg) + chance.noise(NOISE_KG));
        return List.of(new Signal.State(DEVICE, Map.of("weight", weight)));
    }
}
