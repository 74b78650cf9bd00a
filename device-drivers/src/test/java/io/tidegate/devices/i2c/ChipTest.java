package io.tidegate.devices.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import io.tidegate.site.AnalogInput;
import io.tidegate.site.AnalogInput.Scale;
import io.tidegate.site.AnalogInput.Signal;
import io.tidegate.site.I2cChip;
import io.tidegate.site.I2cDevice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On registers as the data sheets give them. */
class ChipTest {

    private final FakeLine line = new FakeLine();

    @Test
    void a_bme280_measures_once_for_each_reading() throws Exception {
        line.answers(0xd0, "60")
                .answers(0x88, "706b4367 18fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017 004b".replace(" ", ""))
                .answers(0xe1, "6a01001329031e")
                .answers(0xf3, "00")
                .answers(0xf7, "655ac07eed007649");
        Map<String, Value> fields = measure(config(I2cChip.BME280));
        assertEquals(Value.of(25.08), fields.get("temperature"));
        assertEquals(Value.of(1006.53), fields.get("pressure"));
        assertTrue(fields.get("humidity") instanceof Value.Numeric air && air.value() > 40 && air.value() < 60);
        assertEquals(List.of("f201", "f425"), List.copyOf(line.written));
    }

    @Test
    void a_bmp280_is_told() {
        line.answers(0xd0, "58");
        assertReason(I2cChip.BME280, "the chip at address 0x76 of I2C bus 1 is no BME280");
    }

    @Test
    void a_chip_that_measures_for_ever_is_told() {
        line.answers(0xd0, "60")
                .answers(0x88, "00".repeat(26))
                .answers(0xe1, "00".repeat(7))
                .answers(0xf3, "08");
        assertReason(I2cChip.BME280, "does not come to an end");
    }

    /** SHT3x-DIS, 4.12: the CRC of 0xbeef is 0x92. While it measures it is silent. */
    @Test
    void an_sht3x_is_asked_until_it_has_measured() throws Exception {
        line.says("", "", "6666 93 8000 a2".replace(" ", ""));
        assertEquals(0x92, Sht3x.crc((byte) 0xbe, (byte) 0xef));
        assertEquals(Map.of("temperature", Value.of(25), "humidity", Value.of(50)), measure(config(I2cChip.SHT3X)));
        assertEquals(List.of("2400"), List.copyOf(line.written));
    }

    @Test
    void a_garbled_sht3x_is_told() {
        line.says("666694800000");
        assertReason(I2cChip.SHT3X, "is garbled");
    }

    @Test
    void a_silent_sht3x_is_told() {
        assertReason(I2cChip.SHT3X, "nothing answers");
    }

    /** SBOS397 (TMP102), table 8-2. */
    @ParameterizedTest
    @CsvSource({
        "7ff0, 127.9375",
        "6400, 100",
        "5000, 80",
        "4b00, 75",
        "3200, 50",
        "1900, 25",
        "0040, 0.25",
        "0000, 0",
        "ffc0, -0.25",
        "e700, -25",
        "c900, -55"
    })
    void the_temperatures_of_a_tmp102_and_a_tmp105(String word, double celsius) throws Exception {
        line.answers(0, word);
        assertEquals(Map.of("temperature", Value.of(celsius)), measure(config(I2cChip.TMP102)));
        assertEquals(Map.of("temperature", Value.of(celsius)), measure(config(I2cChip.TMP105)));
        assertEquals(List.of("0160a0", "0160"), List.copyOf(line.written));
    }

    @ParameterizedTest
    @CsvSource({"c194, 25.25", "0190, 25", "0000, 0", "1ff0, -1", "1e6c, -25.25", "d000, -256"})
    void the_temperatures_of_an_mcp9808_without_its_flags(String word, double celsius) throws Exception {
        line.answers(5, word).answers(6, "0054");
        assertEquals(Map.of("temperature", Value.of(celsius)), measure(config(I2cChip.MCP9808)));
    }

    /** SBOS448, 8.6.1, figure 28, and SBOS547, 8.1: 10 A through 2 mOhm at 11.98 V. */
    @ParameterizedTest
    @CsvSource({"INA219, 07d0, 5d98, 003e67", "INA226, 1f40, 2570, 004527"})
    void the_worked_examples_of_ina219_and_ina226(I2cChip chip, String shunt, String bus, String set) throws Exception {
        line.answers(1, shunt).answers(2, bus).answers(0xfe, "5449");
        assertEquals(
                Map.of("voltage", Value.of(11.98), "current", Value.of(10), "power", Value.of(119.8)),
                measure(config(chip)));
        assertEquals(List.of(set), List.copyOf(line.written));
    }

    @Test
    void a_current_may_flow_back() throws Exception {
        line.answers(1, "f830").answers(2, "5d98");
        assertEquals(Value.of(-10), measure(config(I2cChip.INA219)).get("current"));
    }

    @Test
    void each_input_of_an_ads1115_is_a_field() throws Exception {
        line.answers(1, "c383").answers(0, "3a98");
        I2cDevice config = config(
                I2cChip.ADS1115,
                new AnalogInput(0, "battery", Optional.empty()),
                new AnalogInput(2, "level", Optional.of(new Scale(Signal.CURRENT_4_20, 3000, 0, 400))));
        assertEquals(
                Map.of("battery", Value.of(2.8125), "level", Value.of(212.5), "levelBroken", Value.of(false)),
                measure(config));
        assertEquals(List.of("01c183", "01e383"), List.copyOf(line.written));
    }

    @ParameterizedTest
    @CsvSource({"600, 0", "1800, 5", "3000, 10", "560, -0.16667", "3100, 10.41667"})
    void a_current_loop_is_a_straight_line(double millivolts, double value) {
        OptionalDouble scaled = new Scale(Signal.CURRENT_4_20, 3000, 0, 10).value(millivolts);
        assertEquals(value, scaled.orElseThrow(), 0.0001);
    }

    @ParameterizedTest
    @CsvSource({"0", "500", "3160", "-3"})
    void a_broken_loop_has_no_value(double millivolts) {
        assertEquals(OptionalDouble.empty(), new Scale(Signal.CURRENT_4_20, 3000, 0, 10).value(millivolts));
    }

    private void assertReason(I2cChip chip, String words) {
        DeviceException reason = assertThrows(DeviceException.class, () -> measure(config(chip)));
        assertTrue(String.valueOf(reason.getMessage()).contains(words), reason.getMessage());
    }

    private Map<String, Value> measure(I2cDevice config) throws Exception {
        return Chip.of(config, line).measure();
    }

    private static I2cDevice config(I2cChip chip, AnalogInput... inputs) {
        return new I2cDevice(
                new DeviceId("chip"), chip, 1, 0x76, Duration.ofSeconds(1), Optional.of(2), List.of(inputs));
    }
}
