package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadPlanTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gap: 0          | 0 1 2      | holding 0..2",
                "gap: 0          | 2 0 1      | holding 0..2",
                "gap: 0          | 0 2        | holding 0, holding 2",
                "gap: 1          | 0 2        | holding 0..2",
                "gap: 1          | 0 3        | holding 0, holding 3",
                "registersMax: 4 | 0 1 2 3 4  | holding 0..3, holding 4",
                "gap: 124        | 0 124 125  | holding 0..124, holding 125",
                "gap: 0          | 5 5        | holding 5",
                "gap: 0          | 65535      | holding 65535"
            })
    void neighbours_are_read_together(String unit, String addresses, String spans) {
        assertEquals(spans, spans(unit, addresses, "type: uint16"));
    }

    @Test
    void a_value_is_never_cut_in_two() {
        assertEquals("holding 0..3, holding 4..5", spans("registersMax: 5", "0 2 4", "type: float32"));
    }

    @Test
    void bits_have_a_limit_of_their_own() {
        assertEquals(
                "coil 0..1999, coil 2000",
                coils("0 124 248 372 496 620 744 868 992 1116 1240 1364 1488 1612 1736" + " 1860 1984 1999 2000"));
    }

    @Test
    void each_table_is_asked_by_itself() {
        String registers = "{field: a, table: input, address: 0, type: int16}, {field: b, address: 1, type: int16}";
        assertEquals("input 0, holding 1", planned("gap: 0", registers));
    }

    private static String spans(String unit, String addresses, String how) {
        int[] number = {0};
        return planned(
                unit,
                Stream.of(addresses.split(" "))
                        .map(address -> "{field: f%d, address: %s, %s}".formatted(number[0]++, address, how))
                        .collect(Collectors.joining(", ")));
    }

    private static String coils(String addresses) {
        return spans("gap: 124", addresses, "table: coil");
    }

    private static String planned(String unit, String registers) {
        return ReadPlan.of(Bus.of("tcp://127.0.0.1", "{id: a, unit: 1, " + unit + ", registers: [" + registers + "]}")
                        .units()
                        .getFirst())
                .reads()
                .stream()
                .map(read -> read.span().toString())
                .collect(Collectors.joining(", "));
    }
}
