package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Temperature and humidity. Each reading is one measurement of high repeatability (data sheet 4.3), 15 ms. */
final class Sht3x implements Chip {

    private static final int[] ONCE = {0x24, 0x00};
    private static final int RESULT_BYTES = 6;

    private final String place;
    private final I2cLine line;

    Sht3x(String place, I2cLine line) {
        this.place = place;
        this.line = line;
    }

    @Override
    public Map<String, Value> measure() throws DeviceException, InterruptedException {
        line.write(ONCE);
        byte[] result = result();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("temperature", Chip.rounded(celsius(checked(result, 0)), 2));
        fields.put("humidity", Chip.rounded(percent(checked(result, 3)), 2));
        return fields;
    }

    /** It does not acknowledge its address while it measures (4.4), so silence means: not yet. */
    private byte[] result() throws DeviceException, InterruptedException {
        Deadline deadline = new Deadline();
        while (true) {
            try {
                return line.read(RESULT_BYTES);
            } catch (DeviceException notYet) {
                if (deadline.isOver()) {
                    throw notYet;
                }
            }
        }
    }

    private int checked(byte[] bytes, int at) throws DeviceException {
        if (crc(bytes[at], bytes[at + 1]) != (bytes[at + 2] & 0xff)) {
            throw new DeviceException("the answer of " + place
                    + " is garbled: check the length of the wires, and that the chip is an SHT3x");
        }
        return I2cLine.word(bytes, at);
    }

    /** Data sheet 4.12: polynomial 0x31, begins with 0xff; of 0xbeef it is 0x92. */
    static int crc(byte... bytes) {
        int crc = 0xff;
        for (byte each : bytes) {
            crc ^= each & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : ((crc << 1) ^ 0x31) & 0xff;
            }
        }
        return crc & 0xff;
    }

    /** Data sheet 4.13. */
    static double celsius(int raw) {
        return -45 + 175.0 * raw / 65_535;
    }

    static double percent(int raw) {
        return 100.0 * raw / 65_535;
    }
}
