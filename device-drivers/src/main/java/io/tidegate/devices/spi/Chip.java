package io.tidegate.devices.spi;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import io.tidegate.site.SpiDevice;
import java.util.Map;

/** What is known of one kind of chip. Making one sets the chip up, as after each loss of its supply. */
interface Chip {

    /** Takes what it measures. */
    Map<String, Value> measure() throws DeviceException, InterruptedException;

    static Chip of(SpiDevice config, SpiLine line) throws DeviceException, InterruptedException {
        return switch (config.chip()) {
            case MCP3008 -> new Mcp3008(config, line);
            case MAX31855 -> new Max31855(config.place(), line);
            case MAX31865 -> new Max31865(config, line);
        };
    }
}
