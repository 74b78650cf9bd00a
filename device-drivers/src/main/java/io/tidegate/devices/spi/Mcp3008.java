package io.tidegate.devices.spi;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import io.tidegate.site.AnalogInput;
import io.tidegate.site.SpiDevice;
import java.util.LinkedHashMap;
import java.util.Map;

/** Eight voltages against ground, of ten bits each, one after the other. */
final class Mcp3008 implements Chip {

    /** DS21295, figure 6-1: the start bit ends the first byte, so that the result ends with the third. */
    private static final int START = 0x01;

    private static final int AGAINST_GROUND = 0x80;

    /** The bit before the result is always 0, where there is a chip. */
    private static final int NULL_BIT = 0x04;

    private static final int STEPS = 1024;

    private final SpiDevice config;
    private final SpiLine line;

    Mcp3008(SpiDevice config, SpiLine line) {
        this.config = config;
        this.line = line;
    }

    @Override
    public Map<String, Value> measure() throws DeviceException {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (AnalogInput input : config.inputs()) {
            fields.putAll(input.fields(millivolts(input.channel())));
        }
        return fields;
    }

    /** Equation 4-2. */
    private double millivolts(int channel) throws DeviceException {
        byte[] answer = line.transfer(START, AGAINST_GROUND | (channel << 4), 0);
        if ((answer[1] & NULL_BIT) != 0) {
            throw Silent.at(config.place());
        }
        int steps = ((answer[1] & 0x03) << 8) | (answer[2] & 0xff);
        return (double) steps * config.referenceMillivolts().orElseThrow() / STEPS;
    }
}
