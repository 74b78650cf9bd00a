package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** A chip that measures without end, and has the last temperature in a register of two bytes. */
final class Thermometer implements Chip {

    private static final int MCP9808_TEMPERATURE = 0x05;
    private static final int MCP9808_MAKER = 0x06;
    private static final int MICROCHIP = 0x0054;
    private static final int TMP_TEMPERATURE = 0x00;
    private static final int TMP_CONFIGURATION = 0x01;

    private final I2cLine line;
    private final int register;
    private final IntToDoubleFunction celsius;

    private Thermometer(I2cLine line, int register, IntToDoubleFunction celsius) {
        this.line = line;
        this.register = register;
        this.celsius = celsius;
    }

    static Thermometer mcp9808(String place, I2cLine line) throws DeviceException, InterruptedException {
        if (line.word(MCP9808_MAKER) != MICROCHIP) {
            throw new DeviceException("the chip at " + place + " is no MCP9808: check its type, and the address");
        }
        return new Thermometer(line, MCP9808_TEMPERATURE, Thermometer::microchip);
    }

    /** Continuous, twelve bits, four times a second: as after power-on. */
    static Thermometer tmp102(I2cLine line) throws DeviceException, InterruptedException {
        line.write(TMP_CONFIGURATION, 0x60, 0xa0);
        return new Thermometer(line, TMP_TEMPERATURE, Thermometer::texas);
    }

    /** Twelve bits instead of nine. */
    static Thermometer tmp105(I2cLine line) throws DeviceException, InterruptedException {
        line.write(TMP_CONFIGURATION, 0x60);
        return new Thermometer(line, TMP_TEMPERATURE, Thermometer::texas);
    }

    @Override
    public Map<String, Value> measure() throws DeviceException, InterruptedException {
        return Map.of("temperature", Value.of(celsius.applyAsDouble(line.word(register))));
    }

    /** DS25095A, 5.2.3: three flags, a sign, twelve bits of 1/16 Cel in two's complement. */
    static double microchip(int word) {
        int sixteenths = word & 0x0fff;
        return ((word & 0x1000) == 0 ? sixteenths : sixteenths - 0x1000) / 16.0;
    }

    /** SBOS397, table 8-2: twelve bits of 1/16 Cel in two's complement, at the left. */
    static double texas(int word) {
        return ((short) word >> 4) / 16.0;
    }
}
