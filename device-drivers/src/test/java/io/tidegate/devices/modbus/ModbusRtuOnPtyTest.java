package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.ModbusRegister.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server on a pair of ptys; the bus's timing is the only thing pretended. */
class ModbusRtuOnPtyTest {

    private static final String REGISTERS = "registers: [{field: a, address: 0, type: int16}]";

    @TempDir
    Path folder;

    private final Units units = new Units();
    private RtuServer server;

    @BeforeEach
    void plug() {
        server = new RtuServer(folder, units);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void each_table_is_read_with_its_own_function() throws Exception {
        units.put(1, Table.HOLDING, 7, 1).put(1, Table.INPUT, 7, 0xfff6).put(1, Table.COIL, 7, 1);
        units.put(1, Table.DISCRETE, 7, 0);
        List<Observation> seen = poll("{id: oven, unit: 1, registers: [{field: a, address: 7, type: uint16},"
                + " {field: b, table: input, address: 7, type: int16, scale: 0.1}, {field: c, table: coil, address: 7},"
                + " {field: d, table: discrete, address: 7}]}");
        assertEquals(
                Map.of("a", Value.of(1), "b", Value.of(-1), "c", Value.of(true), "d", Value.of(false)),
                Bus.fields(seen, "oven"));
    }

    @Test
    void a_full_answer_arrives_whole() throws Exception {
        units.put(1, Table.HOLDING, 0, new int[124]).put(1, Table.HOLDING, 124, 42);
        String unit = "{id: oven, unit: 1, gap: 124, registers: [{field: a, address: 0, type: int16},"
                + " {field: b, address: 124, type: int16}]}";
        assertEquals(Value.of(42), Bus.fields(poll(unit), "oven").get("b"));
    }

    @Test
    void a_unit_that_is_silent_costs_its_timeout_and_the_others_are_heard() throws Exception {
        units.put(2, Table.HOLDING, 0, 42);
        List<Observation> seen = new ArrayList<>();
        String dead = "{id: dead, unit: 1, interval: 100ms, timeout: 200ms, " + REGISTERS + "}";
        String oven = "{id: oven, unit: 2, interval: 100ms, " + REGISTERS + "}";
        try (ModbusDriver driver = ModbusDriver.open(Bus.onSerial(server.serial(), dead, oven), Clock.systemUTC())) {
            long startedNanos = System.nanoTime();
            seen.addAll(driver.poll());
            assertEquals(Map.of("a", Value.of(42)), Bus.fields(seen, "oven"));
            assertTrue(System.nanoTime() - startedNanos >= 200_000_000L, "it was waited for");
            while (Bus.faults(seen, "dead").isEmpty()) {
                seen.addAll(driver.poll());
            }
        }
        String fault = Bus.faults(seen, "dead").getFirst();
        assertTrue(fault.startsWith("unit 1 does not answer on " + folder), fault);
    }

    @Test
    void a_port_that_is_not_there_is_told() {
        server.unplug();
        DeviceException missing =
                assertThrows(DeviceException.class, () -> poll("{id: oven, unit: 1, " + REGISTERS + "}"));
        assertTrue(String.valueOf(missing.getMessage()).contains("there is no port"), missing.toString());
    }

    private List<Observation> poll(String unit) throws DeviceException, InterruptedException {
        try (ModbusDriver driver = ModbusDriver.open(Bus.onSerial(server.serial(), unit), Clock.systemUTC())) {
            return driver.poll();
        }
    }
}
