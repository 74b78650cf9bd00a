package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.ModbusRegister;
import io.tidegate.site.ModbusRegister.Order;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every profile reads a unit that has its registers and no others, by real TCP. */
class ModbusProfilesTest {

    private static final Path FOLDER = Path.of("../config/profiles/modbus");

    static List<String> profiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void every_profile_reads_its_unit(String profile) throws Exception {
        Units units = new Units();
        Map<String, Value> expected = new HashMap<>();
        try (TcpServer server = new TcpServer(units)) {
            ModbusDevice bus = Bus.of(server.connection(), "{id: meter, unit: 7, profile: " + profile + "}");
            int raw = 1000;
            for (ModbusRegister register : bus.units().getFirst().wanted()) {
                raw++;
                units.put(7, register.table(), register.address(), registers(register, raw));
                double value =
                        BigDecimal.valueOf(raw).multiply(register.scale()).doubleValue();
                expected.put(register.field(), Value.of(value));
            }
            try (ModbusDriver driver = ModbusDriver.open(bus, Clock.systemUTC())) {
                List<Observation> seen = driver.poll();
                assertEquals(List.of(), Bus.faults(seen, "meter"));
                assertEquals(expected, Bus.fields(seen, "meter"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void every_profile_names_its_source_and_stands_in_the_page(String profile) throws IOException {
        String text = Files.readString(FOLDER.resolve(profile + ".yaml"));
        assertTrue(text.startsWith("# ") && text.contains("Source: "), profile);
        assertTrue(Files.readString(Path.of("../docs/devices/modbus.md")).contains("`" + profile + "`"), profile);
    }

    @Test
    void what_the_site_file_says_of_a_field_counts_more() {
        ModbusDevice bus = Bus.of(
                "tcp://127.0.0.1",
                "{id: meter, unit: 7, profile: abb-b23, registers: [{field: power, address: 9, type: int16}]}");
        List<ModbusRegister> wanted = bus.units().getFirst().wanted();
        assertEquals(
                List.of(9),
                wanted.stream()
                        .filter(register -> register.field().equals("power"))
                        .map(ModbusRegister::address)
                        .toList());
    }

    /** Put together from the value, as the unit would. */
    private static int[] registers(ModbusRegister register, int raw) {
        ByteBuffer bytes = ByteBuffer.allocate(register.type().registers() * 2);
        switch (register.type()) {
            case BIT, INT16, UINT16 -> bytes.putShort((short) raw);
            case INT32, UINT32 -> bytes.putInt(raw);
            case INT64, UINT64 -> bytes.putLong(raw);
            case FLOAT32 -> bytes.putFloat(raw);
            case FLOAT64 -> bytes.putDouble(raw);
        }
        int[] registers = new int[register.type().registers()];
        for (int i = 0; i < registers.length; i++) {
            int from = register.order() == Order.CDAB ? registers.length - 1 - i : i;
            registers[i] = bytes.getShort(2 * from) & 0xffff;
        }
        return registers;
    }
}
