package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.Value;
import io.tidegate.site.ModbusRegister;
import io.tidegate.site.ModbusRegister.Table;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodingTest {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: uint16                              | FF FF                   | 65535",
                "type: int16                               | FF FF                   | -1",
                "type: int16, order: BADC                  | 01 00                   | 1",
                "type: int16, scale: 0.1                   | 00 03                   | 0.3",
                "type: int16, scale: 0.1, offset: -40      | 02 58                   | 20",
                "type: uint32                              | FF FF FF FE             | 4294967294",
                "type: int32                               | FF FF FF FE             | -2",
                "type: int32, order: CDAB                  | FF FE FF FF             | -2",
                "type: uint64                              | 00 00 00 01 00 00 00 00 | 4294967296",
                "type: uint64                              | FF FF FF FF FF FF FF FF | 18446744073709551615",
                "type: int64                               | FF FF FF FF FF FF FF FF | -1",
                "type: int64, order: CDAB                  | 00 04 00 03 00 02 00 01 | 281483566841860",
                "type: float32                             | 43 66 19 9A             | 230.1",
                "type: float32, order: CDAB                | 19 9A 43 66             | 230.1",
                "type: float32, order: BADC                | 66 43 9A 19             | 230.1",
                "type: float32, order: DCBA                | 9A 19 66 43             | 230.1",
                "type: float64                             | 40 6C C3 33 33 33 33 33 | 230.1",
                "type: float64, order: DCBA                | 33 33 33 33 33 C3 6C 40 | 230.1",
                "type: uint16, invalid: [0x7fff, 0x8000]   | 00 07                   | 7"
            })
    void numbers(String how, String registers, double value) {
        assertEquals(Optional.of(Value.of(value)), decoded(how, registers));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: int16, invalid: 0x8000              | 80 00",
                "type: int16, invalid: -32768              | 80 00",
                "type: int16, invalid: [1, 0x8000]         | 80 00",
                "type: uint32, invalid: 0xFFFFFFFF         | FF FF FF FF",
                "type: int64, invalid: -1                  | FF FF FF FF FF FF FF FF",
                "type: float32                             | 7F C0 00 00",
                "type: float32                             | 7F 80 00 00",
                "type: float64                             | FF F0 00 00 00 00 00 00"
            })
    void what_stands_for_not_measured_is_no_value(String how, String registers) {
        assertEquals(Optional.empty(), decoded(how, registers));
    }

    @ParameterizedTest
    @CsvSource({"0, 00 01, true", "0, FF FE, false", "15, 80 00, true", "8, 01 00, true", "7, 01 00, false"})
    void a_bit_of_a_register_is_a_flag(int bit, String register, boolean set) {
        assertEquals(Optional.of(Value.of(set)), decoded("bit: " + bit, register));
    }

    @Test
    void coils_come_eight_in_a_byte_the_lowest_first() {
        ModbusRegister coil = register("table: coil, address: 28");
        Span span = new Span(Table.COIL, 19, 19);
        // Coils 20 to 38 of the standard's example (6.1); number 29, at address 28, is the second bit of the second
        // byte.
        assertEquals(Optional.of(Value.of(true)), Decoding.value(coil, span, HEX.parseHex("CD 6B 05")));
        ModbusRegister next = register("table: coil, address: 29");
        assertEquals(Optional.of(Value.of(false)), Decoding.value(next, span, HEX.parseHex("CD 6B 05")));
    }

    @Test
    void a_value_within_a_span_is_found_at_its_place() {
        ModbusRegister register = register("address: 102, type: uint16");
        Span span = new Span(Table.HOLDING, 100, 3);
        assertEquals(Optional.of(Value.of(3)), Decoding.value(register, span, HEX.parseHex("00 01 00 02 00 03")));
    }

    private static Optional<Value> decoded(String how, String registers) {
        byte[] values = HEX.parseHex(registers);
        return Decoding.value(register("address: 0, " + how), new Span(Table.HOLDING, 0, values.length / 2), values);
    }

    private static ModbusRegister register(String keys) {
        return Bus.of("tcp://127.0.0.1", "{id: a, unit: 1, registers: [{field: x, " + keys + "}]}")
                .units()
                .getFirst()
                .registers()
                .getFirst();
    }
}
