package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import io.tidegate.site.AnalogInput;
import io.tidegate.site.AnalogInput.Scale;
import io.tidegate.site.I2cDevice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Four voltages against ground, one after the other: 8 ms each, at 128 samples a second. */
final class Ads1115 implements Chip {

    private static final int RESULT = 0x00;
    private static final int CONFIGURATION = 0x01;

    /** In the configuration (SBAS444, table 8-3): begin, one shot; no comparator, 128 samples a second. */
    private static final int BEGIN = 0x8000;

    private static final int ONE_SHOT = 0x0183;
    private static final int AGAINST_GROUND = 0x4000;
    private static final int UP_TO_4096_MV = 0x0200;
    private static final int UP_TO_6144_MV = 0x0000;
    private static final int DONE = 0x8000;

    private static final int FINE_MILLIVOLTS_MAX = 4000;

    /** Of 20 mA: below 3.6 mA the wire is broken, above 21 mA there is a short (NAMUR NE 43). */
    private static final double BROKEN_BELOW = 0.18;

    private static final double BROKEN_ABOVE = 1.05;

    private final I2cDevice config;
    private final I2cLine line;

    Ads1115(I2cDevice config, I2cLine line) {
        this.config = config;
        this.line = line;
    }

    @Override
    public Map<String, Value> measure() throws DeviceException, InterruptedException {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (AnalogInput input : config.inputs()) {
            double millivolts = millivolts(input);
            if (input.scale().isEmpty()) {
                fields.put(input.field(), Chip.rounded(millivolts / 1000, 4));
            } else {
                Scale scale = input.scale().get();
                OptionalDouble value = scaled(scale, millivolts);
                value.ifPresent(number -> fields.put(input.field(), Chip.rounded(number, 4)));
                if (scale.signal() == AnalogInput.Signal.CURRENT_4_20) {
                    fields.put(input.field() + "Broken", Value.of(value.isEmpty()));
                }
            }
        }
        return fields;
    }

    private double millivolts(AnalogInput input) throws DeviceException, InterruptedException {
        boolean fine = input.scale()
                .filter(scale -> scale.millivolts() <= FINE_MILLIVOLTS_MAX)
                .isPresent();
        int setting =
                BEGIN | ONE_SHOT | AGAINST_GROUND | (input.channel() << 12) | (fine ? UP_TO_4096_MV : UP_TO_6144_MV);
        line.write(CONFIGURATION, setting >> 8, setting & 0xff);
        Deadline deadline = new Deadline();
        while ((line.word(CONFIGURATION) & DONE) == 0) {
            deadline.check(config.place());
        }
        return (short) line.word(RESULT) * (fine ? 4096 : 6144) / 32_768.0;
    }

    /** Nothing, where the wire of a current loop is broken. */
    static OptionalDouble scaled(Scale scale, double millivolts) {
        double ofTop = millivolts / scale.millivolts();
        return switch (scale.signal()) {
            case CURRENT_4_20 ->
                ofTop < BROKEN_BELOW || ofTop > BROKEN_ABOVE
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(between(scale, (ofTop - 0.2) / 0.8));
            case VOLTAGE_0_10 -> OptionalDouble.of(between(scale, ofTop));
        };
    }

    private static double between(Scale scale, double fraction) {
        return scale.low() + fraction * (scale.high() - scale.low());
    }
}
