package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import io.tidegate.site.I2cDevice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Voltage, and current through a shunt, each the mean of 16 measurements. Current and power are reckoned here from the two
 * voltages, which is finer than the chip's own, and needs no calibration that a loss of supply would take away.
 */
final class PowerMonitor implements Chip {

    private static final int CONFIGURATION = 0x00;
    private static final int SHUNT_VOLTAGE = 0x01;
    private static final int BUS_VOLTAGE = 0x02;
    private static final int MAKER = 0xfe;
    private static final int TEXAS = 0x5449;

    private static final double INA219_SHUNT_MICROVOLTS = 10;
    private static final double INA226_SHUNT_MICROVOLTS = 2.5;

    private final I2cLine line;
    private final double shuntMicrovolts;
    private final IntToDoubleFunction volts;
    private final double milliohms;

    private PowerMonitor(I2cDevice config, I2cLine line, double shuntMicrovolts, IntToDoubleFunction volts) {
        this.line = line;
        this.shuntMicrovolts = shuntMicrovolts;
        this.volts = volts;
        this.milliohms = config.shuntMilliohms().orElseThrow();
    }

    /** SBOS448, figure 19: up to 32 V and 320 mV, 16 samples of both, without end. */
    static PowerMonitor ina219(I2cDevice config, I2cLine line) throws DeviceException, InterruptedException {
        line.write(CONFIGURATION, 0x3e, 0x67);
        // Three bits at the right are flags; a step is 4 mV.
        return new PowerMonitor(config, line, INA219_SHUNT_MICROVOLTS, word -> (word >> 3) * 0.004);
    }

    /** SBOS547, table 7-4: 16 samples of 1.1 ms of both, without end. */
    static PowerMonitor ina226(I2cDevice config, I2cLine line) throws DeviceException, InterruptedException {
        if (line.word(MAKER) != TEXAS) {
            throw new DeviceException(
                    "the chip at " + config.place() + " is no INA226: check its type, and the address");
        }
        line.write(CONFIGURATION, 0x45, 0x27);
        return new PowerMonitor(config, line, INA226_SHUNT_MICROVOLTS, word -> word * 0.001_25);
    }

    @Override
    public Map<String, Value> measure() throws DeviceException, InterruptedException {
        double amperes = (short) line.word(SHUNT_VOLTAGE) * shuntMicrovolts / milliohms / 1000;
        double voltage = volts.applyAsDouble(line.word(BUS_VOLTAGE));
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("voltage", Chip.rounded(voltage, 5));
        fields.put("current", Chip.rounded(amperes, 6));
        fields.put("power", Chip.rounded(voltage * amperes, 4));
        return fields;
    }
}
