package io.tidegate.devices.simulator;

import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The air of the shop: warmer in the afternoon, more humid and used when people are in. Used by one thread. */
final class ShopAir implements Gadget {

    private static final double OUTDOOR_CO2_PPM = 420;

    /** The air of the room is exchanged about once in so many seconds. */
    private static final double VENTILATION_SECONDS = 2_400;

    private static final double CO2_PPM_PER_CUSTOMER = 7;

    private final Chance chance;
    private double celsius;
    private double humidityPercent = 48;
    private double co2Ppm = 500;

    ShopAir(long seed) {
        this.chance = new Chance(seed, "shop-air");
        this.celsius = chance.between(19.5, 21);
    }

    double celsius() {
        return celsius;
    }

    @Override
    public void step(Instant at, double seconds, Surroundings around) {
        double customers = Hours.customersPerHour(at);
        double share = seconds / VENTILATION_SECONDS;
        celsius += (20.5 + 1.8 * Hours.warmth(at) - celsius) * share + chance.noise(0.004);
        humidityPercent +=
                (46 - 3 * Hours.warmth(at) + customers * 0.05 - humidityPercent) * share + chance.noise(0.03);
        co2Ppm += (OUTDOOR_CO2_PPM + customers * CO2_PPM_PER_CUSTOMER - co2Ppm) * share + chance.noise(0.6);
    }

    @Override
    public double watts() {
        return 0;
    }

    @Override
    public List<Signal> show(Surroundings around) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("temperature", Rounded.to(0.1, celsius));
        fields.put("humidity", Rounded.to(1, humidityPercent));
        fields.put("co2", Rounded.to(1, co2Ppm));
        return List.of(new Signal.State("shop-air", fields));
    }
}
