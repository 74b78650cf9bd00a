package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.ModbusRegister.Table;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of Modbus Application Protocol V1.1b3, 6.1 to 6.4. */
class SpanTest {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    @ParameterizedTest
    @CsvSource({
        "COIL,     19,  19, 01 00 13 00 13, 01 03 CD 6B 05, CD 6B 05",
        "DISCRETE, 196, 22, 02 00 C4 00 16, 02 03 AC DB 35, AC DB 35",
        "HOLDING,  107, 3,  03 00 6B 00 03, 03 06 02 2B 00 00 00 64, 02 2B 00 00 00 64",
        "INPUT,    8,   1,  04 00 08 00 01, 04 02 00 0A, 00 0A"
    })
    void questions_and_answers_are_those_of_the_standard(
            Table table, int address, int count, String question, String answer, String values) throws Exception {
        Span span = new Span(table, address, count);
        assertArrayEquals(HEX.parseHex(question), span.question());
        assertArrayEquals(HEX.parseHex(values), span.values(1, HEX.parseHex(answer)));
    }

    @ParameterizedTest
    @CsvSource({
        "83 01, illegal function",
        "83 02, illegal data address",
        "83 03, illegal data value",
        "83 04, failed while it read",
        "83 06, is busy",
        "83 63, Modbus exception 99",
        "84 02, does not fit the question",
        "03 02 00 0A, does not fit the question",
        "03 04 00 0A, does not fit the question"
    })
    void a_refusal_is_told_in_words(String answer, String words) {
        Span span = new Span(Table.HOLDING, 0, 2);
        UnitRefusal refusal = assertThrows(UnitRefusal.class, () -> span.values(1, HEX.parseHex(answer)));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.toString());
    }

    @Test
    void a_gateway_that_does_not_reach_a_unit_is_not_the_units_refusal() {
        Span span = new Span(Table.HOLDING, 0, 2);
        assertThrows(NoAnswer.class, () -> span.values(1, HEX.parseHex("83 0B")));
        assertThrows(NoAnswer.class, () -> span.values(1, HEX.parseHex("83 0A")));
    }
}
