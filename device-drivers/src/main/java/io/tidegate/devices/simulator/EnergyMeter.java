package io.tidegate.devices.simulator;

import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The electricity meter of the house: all that the others draw, and the lights. Used by one thread. */
final class EnergyMeter implements Gadget {

    private static final double JOULE_PER_KWH = 3.6e6;

    private final Chance chance;
    private double drawnWatts;
    private double totalKwh;

    EnergyMeter(long seed) {
        this.chance = new Chance(seed, "meter");
        this.totalKwh = chance.between(10_000, 40_000);
    }

    @Override
    public void step(Instant at, double seconds, Surroundings around) {
        double lights = 250 + Hours.customersPerHour(at) * 6;
        drawnWatts = around.drawnWatts() + lights;
        totalKwh += drawnWatts * seconds / JOULE_PER_KWH;
    }

    @Override
    public double watts() {
        return 0;
    }

    @Override
    public List<Signal> show(Surroundings around) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("power", Rounded.to(1, drawnWatts));
        fields.put("energy", Rounded.to(0.001, totalKwh));
        fields.put("voltage", Rounded.to(0.1, 231 + chance.noise(0.8)));
        return List.of(new Signal.State("meter", fields));
    }
}
