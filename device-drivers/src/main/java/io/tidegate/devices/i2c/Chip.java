package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import io.tidegate.site.I2cDevice;
import java.util.Map;

/** What is known of one kind of chip. Making one sets the chip up, as after each loss of its supply. */
interface Chip {

    /** Lets it measure, or takes what it has measured just now. */
    Map<String, Value> measure() throws DeviceException, InterruptedException;

    static Chip of(I2cDevice config, I2cLine line) throws DeviceException, InterruptedException {
        return switch (config.chip()) {
            case BME280 -> new Bme280(config.place(), line);
            case SHT3X -> new Sht3x(config.place(), line);
            case MCP9808 -> Thermometer.mcp9808(config.place(), line);
            case TMP102 -> Thermometer.tmp102(line);
            case TMP105 -> Thermometer.tmp105(line);
            case ADS1115 -> new Ads1115(config, line);
            case INA219 -> PowerMonitor.ina219(config, line);
            case INA226 -> PowerMonitor.ina226(config, line);
        };
    }

    /** As many digits as the chip's steps deserve. */
    static Value rounded(double number, int digits) {
        double scale = Math.pow(10, digits);
        return Value.of(Math.round(number * scale) / scale);
    }
}
