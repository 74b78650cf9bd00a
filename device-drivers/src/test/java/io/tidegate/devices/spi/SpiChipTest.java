package io.tidegate.devices.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import io.tidegate.site.AnalogInput;
import io.tidegate.site.AnalogInput.Scale;
import io.tidegate.site.AnalogInput.Signal;
import io.tidegate.site.SpiChip;
import io.tidegate.site.SpiDevice;
import io.tidegate.site.SpiDevice.Resistance;
import io.tidegate.site.SpiDevice.Sensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On bytes as the data sheets give them. */
class SpiChipTest {

    private static final Resistance PT100 = new Resistance(Sensor.PT100, 2, 400, 60);

    private final FakeSpi line = new FakeSpi();

    /** Maxim 19-5793, table 4; the chip itself at 25 Cel. */
    @ParameterizedTest
    @CsvSource({
        "01100100000000, 1600",
        "00111110100000, 1000",
        "00000110010011, 100.75",
        "00000001100100, 25",
        "00000000000000, 0",
        "11111111111111, -0.25",
        "11111111111100, -1",
        "11110000011000, -250"
    })
    void the_temperatures_of_a_thermocouple(String bits, double celsius) throws Exception {
        line.answers("00", word(bits + "00" + "0001100100000000"));
        assertEquals(
                Map.of("temperature", Value.of(celsius), "boardTemperature", Value.of(25)),
                measure(config(SpiChip.MAX31855)));
    }

    /** Table 5; the thermocouple at 25 Cel. */
    @ParameterizedTest
    @CsvSource({
        "011111110000, 127",
        "011001001001, 100.5625",
        "000110010000, 25",
        "000000000000, 0",
        "111111111111, -0.0625",
        "111111110000, -1",
        "111011000000, -20",
        "110010010000, -55"
    })
    void the_temperatures_of_its_board(String bits, double celsius) throws Exception {
        line.answers("00", word("0000000110010000" + bits + "0000"));
        assertEquals(Value.of(celsius), measure(config(SpiChip.MAX31855)).get("boardTemperature"));
    }

    @ParameterizedTest
    @CsvSource({
        "00011901, is broken or not connected",
        "00011902, touches ground",
        "00011904, touches the supply voltage",
        "00000000, nothing answers at select 0 of SPI bus 0",
        "ffffffff, nothing answers at select 0 of SPI bus 0"
    })
    void a_thermocouple_that_cannot_be_read_is_told(String bytes, String words) {
        line.answers("00", bytes);
        assertReason(config(SpiChip.MAX31855), words);
    }

    /** Ohm of IEC 60751 against 400 Ohm: the first and the middle one are also in Maxim 19-6478, table 9. */
    @ParameterizedTest
    @CsvSource({"0bda, -200", "2690, -100", "4000, 0", "58a6, 100", "9e26, 400"})
    void the_temperatures_of_a_resistance_thermometer(String ratio, double celsius) throws Exception {
        line.answers("01", "00" + ratio).answers("00", "00c0");
        Value.Numeric read = (Value.Numeric) measure(resistance(PT100)).get("temperature");
        assertEquals(celsius, read.value(), 0.05);
    }

    @Test
    void a_pt1000_is_compared_with_ten_times_as_much() throws Exception {
        line.answers("01", "004000").answers("00", "00c1");
        Resistance pt1000 = new Resistance(Sensor.PT1000, 4, 4000, 50);
        assertEquals(Map.of("temperature", Value.of(0)), measure(resistance(pt1000)));
        assertEquals("80c3", line.asked.getFirst());
    }

    @Test
    void three_wires_and_the_mains_are_set() throws Exception {
        line.answers("01", "004000").answers("00", "00d1");
        measure(resistance(new Resistance(Sensor.PT100, 3, 400, 50)));
        assertEquals("80d3", line.asked.getFirst());
    }

    /** Maxim 19-6478, table 7. */
    @ParameterizedTest
    @CsvSource({
        "ffff, 80, is broken or not connected",
        "4001, 20, is broken or not connected",
        "4001, 04, has a voltage of its own",
        "fffe, 00, has 400 Ohm",
        "0000, 00, has 0 Ohm"
    })
    void a_resistance_thermometer_that_cannot_be_read_is_told(String ratio, String faults, String words) {
        line.answers("01", "00" + ratio).answers("00", "00c0").answers("07", "00" + faults);
        assertReason(resistance(PT100), words);
    }

    @Test
    void a_fault_is_cleared_so_that_it_shows_whether_it_is_still_there() {
        line.answers("01", "004001").answers("00", "00c0").answers("07", "0004");
        assertReason(resistance(PT100), "has a voltage");
        assertEquals("80c2", line.asked.getLast());
    }

    @Test
    void a_chip_that_keeps_no_setting_is_not_there() {
        line.answers("01", "000000").answers("00", "0000");
        assertReason(resistance(PT100), "nothing answers");
    }

    /** DS21295, equation 4-2, and figure 6-1 for the bytes. */
    @Test
    void each_input_of_an_mcp3008_is_a_field() throws Exception {
        line.answers("0180", "000200").answers("01f0", "0003ff");
        SpiDevice config = new SpiDevice(
                new DeviceId("tank"),
                SpiChip.MCP3008,
                0,
                0,
                Duration.ofSeconds(1),
                Optional.of(3300),
                List.of(
                        new AnalogInput(0, "battery", Optional.empty()),
                        new AnalogInput(7, "level", Optional.of(new Scale(Signal.VOLTAGE_0_10, 3300, 0, 1024)))),
                Optional.empty());
        assertEquals(Map.of("battery", Value.of(1.65), "level", Value.of(1023)), measure(config));
        line.answers("0180", "ffffff");
        assertReason(config, "nothing answers");
    }

    private void assertReason(SpiDevice config, String words) {
        DeviceException reason = assertThrows(DeviceException.class, () -> measure(config));
        assertTrue(String.valueOf(reason.getMessage()).contains(words), reason.getMessage());
    }

    private Map<String, Value> measure(SpiDevice config) throws Exception {
        return Chip.of(config, line).measure();
    }

    private static String word(String bits) {
        return String.format("%08x", Integer.parseUnsignedInt(bits, 2));
    }

    private static SpiDevice config(SpiChip chip) {
        return new SpiDevice(
                new DeviceId("oven"), chip, 0, 0, Duration.ofSeconds(1), Optional.empty(), List.of(), Optional.empty());
    }

    private static SpiDevice resistance(Resistance sensor) {
        return new SpiDevice(
                new DeviceId("kiln"),
                SpiChip.MAX31865,
                0,
                0,
                Duration.ofSeconds(1),
                Optional.empty(),
                List.of(),
                Optional.of(sensor));
    }
}
