package io.tidegate.devices.spi;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** A thermocouple, and the chip's own temperature, by which it is compensated. It measures without end. */
final class Max31855 implements Chip {

    /** In the 32 bits that it says (table 2). */
    private static final int FAULT = 1 << 16;

    private static final int ALWAYS_ZERO = 1 << 17 | 1 << 3;
    private static final int TO_SUPPLY = 1 << 2;
    private static final int TO_GROUND = 1 << 1;

    private final String place;
    private final SpiLine line;

    Max31855(String place, SpiLine line) {
        this.place = place;
        this.line = line;
    }

    @Override
    public Map<String, Value> measure() throws DeviceException {
        byte[] said = line.transfer(0, 0, 0, 0);
        int bits = (said[0] & 0xff) << 24 | (said[1] & 0xff) << 16 | (said[2] & 0xff) << 8 | (said[3] & 0xff);
        // A wire that nobody drives reads as all ones or all zeros; exactly 0 Cel at both ends is no kitchen's.
        if (bits == 0 || (bits & ALWAYS_ZERO) != 0) {
            throw Silent.at(place);
        }
        if ((bits & FAULT) != 0) {
            throw fault(bits);
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("temperature", Value.of(celsius(bits)));
        fields.put("boardTemperature", Value.of(ownCelsius(bits)));
        return fields;
    }

    private DeviceException fault(int bits) {
        if ((bits & TO_SUPPLY) != 0) {
            return new DeviceException("the thermocouple at " + place
                    + " touches the supply voltage: check its wires, and take one that is insulated");
        }
        if ((bits & TO_GROUND) != 0) {
            return new DeviceException("the thermocouple at " + place
                    + " touches ground: check its wires, and take one that is insulated from its metal");
        }
        return new DeviceException(
                "the thermocouple at " + place + " is broken or not connected: check its screws and its wires");
    }

    /** Table 4: fourteen bits of a quarter of a Cel in two's complement, at the left. */
    static double celsius(int bits) {
        return (bits >> 18) / 4.0;
    }

    /** Table 5: twelve bits of 1/16 Cel in two's complement, before four flags. */
    static double ownCelsius(int bits) {
        return ((short) bits >> 4) / 16.0;
    }
}
