package io.tidegate.devices.simulator;

import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fridge or freezer: its air follows the cooler, the wall and an open door, each with a time constant; a thermostat
 * with hysteresis drives the compressor; a heater defrosts it at fixed times. Used by one thread.
 */
final class ColdUnit implements Gadget {

    /**
     * How it is built.
     *
     * @param cutInCelsius the compressor starts above it
     * @param cutOutCelsius the compressor stops below it
     * @param coilCelsius what the running cooler pulls the air to
     * @param defrostEverySeconds from the start of one defrost to the next
     */
    record Build(
            String name,
            double cutInCelsius,
            double cutOutCelsius,
            double coilCelsius,
            double compressorWatts,
            int defrostEverySeconds) {

        static Build fridge(String name) {
            return new Build(name, 5.0, 2.6, -14, 140, 8 * 3_600);
        }

        static Build freezer(String name) {
            return new Build(name, -18.6, -21.4, -38, 310, 12 * 3_600);
        }
    }

    private static final double COOLER_SECONDS = 3_600;
    private static final double WALL_SECONDS = 30_000;
    private static final double DOOR_SECONDS = 1_500;

    /** Defrosting warms the air little, since it is the coil that is heated. */
    private static final double DEFROST_SECONDS = 600;

    private static final double DEFROST_CELSIUS_PER_SECOND = 2.4 / DEFROST_SECONDS;
    private static final double HEATER_WATTS = 420;
    private static final double FAN_WATTS = 18;
    private static final double LAMP_WATTS = 11;

    private final Build build;
    private final Chance chance;
    private final long defrostOffset;
    private double airCelsius;
    private boolean cooling;
    private boolean defrosting;
    private double doorOpenSeconds;

    ColdUnit(Build build, long seed) {
        this.build = build;
        this.chance = new Chance(seed, build.name);
        this.defrostOffset = chance.below(build.defrostEverySeconds);
        this.airCelsius = chance.between(build.cutOutCelsius, build.cutInCelsius);
    }

    @Override
    public void step(Instant at, double seconds, Surroundings around) {
        doorOpenSeconds = Math.max(0, doorOpenSeconds - seconds);
        if (chance.happens(Hours.customersPerHour(at) * 0.25, seconds)) {
            doorOpenSeconds = chance.between(6, 40);
        }
        defrosting = Math.floorMod(at.getEpochSecond() + defrostOffset, build.defrostEverySeconds) < DEFROST_SECONDS;
        if (defrosting || airCelsius < build.cutOutCelsius) {
            cooling = false;
        } else if (airCelsius > build.cutInCelsius) {
            cooling = true;
        }
        double celsiusPerSecond = (around.roomCelsius() - airCelsius) / WALL_SECONDS;
        if (isOpen()) {
            celsiusPerSecond += (around.roomCelsius() - airCelsius) / DOOR_SECONDS;
        }
        if (cooling) {
            celsiusPerSecond += (build.coilCelsius - airCelsius) / COOLER_SECONDS;
        }
        if (defrosting) {
            celsiusPerSecond += DEFROST_CELSIUS_PER_SECOND;
        }
        airCelsius += celsiusPerSecond * seconds;
    }

    private boolean isOpen() {
        return doorOpenSeconds > 0;
    }

    @Override
    public double watts() {
        return FAN_WATTS
                + (cooling ? build.compressorWatts : 0)
                + (defrosting ? HEATER_WATTS : 0)
                + (isOpen() ? LAMP_WATTS : 0);
    }

    @Override
    public List<Signal> show(Surroundings around) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("temperature", Rounded.to(0.1, airCelsius + chance.noise(0.05)));
        fields.put("door", Value.of(isOpen()));
        fields.put("compressor", Value.of(cooling));
        fields.put("defrost", Value.of(defrosting));
        fields.put("power", Rounded.to(1, watts()));
        return List.of(new Signal.State(build.name, fields));
    }
}
