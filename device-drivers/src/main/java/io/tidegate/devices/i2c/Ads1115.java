package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import io.tidegate.site.AnalogInput;
import io.tidegate.site.I2cDevice;
import java.util.LinkedHashMap;
import java.util.Map;

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
            fields.putAll(input.fields(millivolts(input)));
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
}
