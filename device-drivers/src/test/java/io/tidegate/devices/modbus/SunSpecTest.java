package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.ModbusRegister.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SunSpec devices behind a real server by real TCP. */
class SunSpecTest {

    private static final int NONE_16 = 0x8000;
    private static final int NONE_U16 = 0xffff;

    private final Units units = new Units();
    private final TcpServer server = new TcpServer(units);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {40_000, 0, 50_000})
    void it_is_found_wherever_it_begins(int beginning) throws Exception {
        inverter(common(begin(beginning)));
        Map<String, Value> fields = Bus.fields(poll(1), "pv");
        assertEquals(Value.of("Sunny"), fields.get("manufacturer"));
        assertEquals(Value.of(4217), fields.get("power"));
    }

    @Test
    void scales_are_applied_and_what_is_not_implemented_is_left_out() throws Exception {
        inverter(common(begin(40_000)));
        Map<String, Value> fields = Bus.fields(poll(1), "pv");
        assertEquals(Value.of(18.3), fields.get("current"));
        assertEquals(Value.of(230.1), fields.get("voltageL1"));
        assertEquals(Value.of(50.02), fields.get("frequency"));
        assertEquals(Value.of(12_345.678), fields.get("energy"));
        assertEquals(Value.of(-5.5), fields.get("temperature"));
        assertEquals(Value.of("mppt"), fields.get("state"));
        assertFalse(fields.containsKey("currentL2"), fields.toString());
        assertFalse(fields.containsKey("dcPower"), fields.toString());
        assertFalse(fields.containsKey("powerFactor"), "its scale is not implemented: " + fields);
    }

    @Test
    void a_meter_behind_an_inverter_has_names_of_its_own() throws Exception {
        int meter = inverter(common(begin(40_000)));
        put(meter, 203, 105);
        put(meter + 2, new int[105]);
        put(meter + 18, (short) -250);
        put(meter + 22, 1);
        end(meter + 107);
        Map<String, Value> fields = Bus.fields(poll(1), "pv");
        assertEquals(Value.of(4217), fields.get("power"));
        assertEquals(Value.of(-2500), fields.get("meter.power"));
    }

    @Test
    void who_made_it_is_told_once() throws Exception {
        inverter(common(begin(40_000)));
        List<Observation> seen = poll(2);
        assertEquals(2, seen.size());
        assertFalse(Bus.fields(seen, "pv").containsKey("manufacturer"));
        assertTrue(Bus.fields(seen, "pv").containsKey("power"));
    }

    @Test
    void a_unit_that_does_not_speak_sunspec_is_told() throws Exception {
        units.put(1, Table.HOLDING, 0, 1, 2, 3);
        assertEquals(
                List.of("unit 1 does not speak SunSpec, or no model that the gateway knows. Check in its menu or manual"
                        + " whether SunSpec is switched on, and its unit number"),
                Bus.faults(poll(1), "pv"));
    }

    @Test
    void models_that_are_not_known_are_passed_by() throws Exception {
        int at = begin(40_000);
        put(at, 64_999, 3);
        put(at + 2, 1, 2, 3);
        inverter(at + 5);
        assertEquals(Value.of(4217), Bus.fields(poll(1), "pv").get("power"));
    }

    private int begin(int address) {
        put(address, 0x5375, 0x6e53);
        return address + 2;
    }

    private int common(int address) {
        put(address, 1, 66);
        put(address + 2, new int[66]);
        byte[] maker = "Sunny\0".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < maker.length / 2; i++) {
            put(address + 2 + i, (maker[2 * i] << 8) | maker[2 * i + 1]);
        }
        return address + 68;
    }

    /** Model 103, three phases in whole numbers. */
    private int inverter(int address) {
        put(address, 103, 50);
        put(address + 2, new int[50]);
        put(address + 2, 183, 183, NONE_U16, NONE_U16, (short) -1);
        put(address + 10, 2301, NONE_U16, NONE_U16, (short) -1);
        put(address + 14, 4217, 0);
        put(address + 16, 5002, (short) -2);
        put(address + 22, 99, NONE_16);
        put(address + 24, 12_345_678 >> 16, 12_345_678 & 0xffff, 0);
        put(address + 31, NONE_16, 0);
        put(address + 33, (short) -55, NONE_16, NONE_16, NONE_16, (short) -1);
        put(address + 38, 4);
        end(address + 52);
        return address + 52;
    }

    private void end(int address) {
        put(address, 0xffff, 0);
    }

    private void put(int address, int... registers) {
        units.put(1, Table.HOLDING, address, registers);
    }

    private List<Observation> poll(int times) throws Exception {
        List<Observation> seen = new ArrayList<>();
        String unit = "{id: pv, unit: 1, interval: 100ms, profile: sunspec}";
        try (ModbusDriver driver = ModbusDriver.open(Bus.of(server.connection(), unit), Clock.systemUTC())) {
            while (seen.size() < times) {
                seen.addAll(driver.poll());
            }
        }
        return seen;
    }
}
