package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.ModbusRegister.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real server by real TCP. */
class ModbusTcpTest {

    private static final String OVEN = "{id: oven, unit: 1, interval: 100ms, registers: [%s]}";

    private final Units units = new Units();
    private final TcpServer server = new TcpServer(units);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void each_table_is_read_with_its_own_function() throws Exception {
        units.put(1, Table.HOLDING, 7, 1).put(1, Table.INPUT, 7, 0xfff6).put(1, Table.COIL, 7, 1);
        units.put(1, Table.DISCRETE, 7, 0);
        List<Observation> seen = poll(OVEN.formatted("{field: a, address: 7, type: uint16},"
                + " {field: b, table: input, address: 7, type: int16, scale: 0.1}, {field: c, table: coil, address: 7},"
                + " {field: d, table: discrete, address: 7}"));
        assertEquals(
                Map.of("a", Value.of(1), "b", Value.of(-1), "c", Value.of(true), "d", Value.of(false)),
                Bus.fields(seen, "oven"));
    }

    @Test
    void many_values_come_in_as_many_answers_as_the_protocol_needs() throws Exception {
        StringBuilder registers = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            units.put(1, Table.HOLDING, 2 * i, 0, i);
            registers.append(i == 0 ? "" : ", ").append("{field: f%d, address: %d, type: uint32}".formatted(i, 2 * i));
        }
        Map<String, Value> fields = Bus.fields(poll(OVEN.formatted(registers)), "oven");
        assertEquals(100, fields.size());
        assertEquals(Value.of(99), fields.get("f99"));
    }

    @Test
    void an_address_that_the_unit_does_not_have_is_told_with_what_to_check() throws Exception {
        units.put(1, Table.HOLDING, 0, 1);
        List<Observation> seen = poll(OVEN.formatted("{field: a, address: 1, type: uint16}"));
        assertTrue(
                Bus.faults(seen, "oven").getFirst().startsWith("unit 1 has no holding 1: illegal data address"),
                seen.toString());
    }

    @Test
    void a_hole_is_read_over_only_where_the_site_file_allows_it() throws Exception {
        units.put(1, Table.HOLDING, 0, 1).put(1, Table.HOLDING, 2, 3);
        String registers = "registers: [{field: a, address: 0, type: uint16}, {field: b, address: 2, type: uint16}]";
        assertEquals(
                2,
                Bus.fields(poll("{id: oven, unit: 1, " + registers + "}"), "oven")
                        .size());
        assertEquals(
                1,
                Bus.faults(poll("{id: oven, unit: 1, gap: 1, " + registers + "}"), "oven")
                        .size());
    }

    @Test
    void a_unit_that_is_silent_costs_its_timeout_and_the_others_are_heard() throws Exception {
        units.put(2, Table.HOLDING, 0, 42);
        ModbusDevice bus = Bus.of(
                server.connection(),
                "{id: dead, unit: 1, interval: 100ms, timeout: 200ms, registers: [{field: a, address: 0, type: int16}]}",
                "{id: oven, unit: 2, interval: 100ms, registers: [{field: a, address: 0, type: int16}]}");
        List<Observation> seen = new ArrayList<>();
        try (ModbusDriver driver = ModbusDriver.open(bus, Clock.systemUTC())) {
            long startedNanos = System.nanoTime();
            seen.addAll(driver.poll());
            assertEquals(Map.of("a", Value.of(42)), Bus.fields(seen, "oven"));
            assertTrue(System.nanoTime() - startedNanos >= 200_000_000L, "it was waited for");
            while (Bus.faults(seen, "dead").isEmpty()) {
                seen.addAll(driver.poll());
            }
        }
        assertEquals(
                "unit 1 does not answer on " + server.connection()
                        + " within 200 ms: check its power, its number, and the wires of the bus",
                Bus.faults(seen, "dead").getFirst());
    }

    @Test
    void when_all_are_silent_the_bus_is_opened_anew() throws Exception {
        ModbusDevice bus = Bus.of(
                server.connection(),
                "{id: a, unit: 1, timeout: 50ms, registers: [{field: a, address: 0, type: int16}]}",
                "{id: b, unit: 2, timeout: 50ms, registers: [{field: a, address: 0, type: int16}]}");
        try (ModbusDriver driver = ModbusDriver.open(bus, Clock.systemUTC())) {
            DeviceException silent = assertThrows(DeviceException.class, driver::poll);
            assertTrue(
                    String.valueOf(silent.getMessage()).startsWith("none of the 2 units on tcp://"), silent.toString());
        }
    }

    private List<Observation> poll(String unit) throws DeviceException, InterruptedException {
        try (ModbusDriver driver = ModbusDriver.open(Bus.of(server.connection(), unit), Clock.systemUTC())) {
            return driver.poll();
        }
    }
}
