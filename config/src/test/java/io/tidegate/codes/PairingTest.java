package io.tidegate.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes together on one item. */
class PairingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(400)ABC",
                "(400)ABC(400)ABC",
                "(400)ABC(99)DEF(400)ABC",
                "(99)ABC(400)XYZ(400)XYZ",
                "(02)12345678901231(37)123(00)123456789012345675",
                "(21)ABC123(01)12345678901231",
                "(21)ABC123(8006)123456789012310510",
                "(01)12345678901231(21)XYZ999(250)ABC123",
                "(01)12345678901231(3925)12599(30)123",
                "(01)12345678901231(3925)12599(3100)654321",
                "(01)12345678901231(3925)12599(3165)654321",
                "(01)12345678901231(3925)12599(3295)654321",
                "(01)12345678901231(3925)12599(3575)654321",
                "(01)12345678901231(3925)12599(3695)654321",
                "(01)12345678901231(427)ABC(422)276"
            })
    void these_go_together(String text) {
        assertEquals(List.of(), Reading.of(text).problems());
    }

    @ParameterizedTest
    @CsvSource({
        "(400)ABC(400)AB, DIFFERENT_VALUES",
        "(400)ABC(400)ABC(400)XYZ, DIFFERENT_VALUES",
        "(400)ABC(99)DEF(400)XYZ, DIFFERENT_VALUES",
        "(01)12345678901231(255)5412345000150, EXCLUDED",
        "(01)12345678901231(37)123, EXCLUDED",
        "(01)12345678901231(21)ABC123(235)XYZ, EXCLUDED",
        "(01)12345678901231(02)12345678901231, EXCLUDED",
        "(255)5412345000150(3940)1234(8111)9999, EXCLUDED",
        "(255)5412345000150(3940)1234(3941)9999, EXCLUDED",
        "(01)12345678901231(30)2(3955)123456(3929)123, EXCLUDED",
        "(253)1231231231232(8030)ABC, SERIAL_TO_SIGN"
    })
    void these_do_not(String text, Flaw flaw) {
        assertTrue(Reading.errors(Reading.of(text)).contains(flaw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(10)12345",
                "(02)12345678901231",
                "(02)12345678901231(37)123",
                "(21)ABC123",
                "(01)12345678901231(250)ABC123",
                "(01)12345678901231(3925)12599",
                "(01)12345678901231(427)ABC"
            })
    void what_is_missing_beside_a_value_is_only_a_warning(String text) {
        Decoded decoded = Reading.of(text);
        assertFalse(decoded.hasErrors());
        assertTrue(Reading.warnings(decoded).contains(Flaw.REQUIRED));
    }

    @Test
    void what_is_missing_is_named() {
        assertEquals(
                "The same item should also have (01), (02), (03), (8006) or (8026).",
                Reading.of("(10)12345").problems().getFirst().reason());
    }

    @Test
    void two_parts_of_a_composite_are_one_item() {
        Decoded decoded = Reading.of("]E04006381333931|]e010A1\u001d17261231");
        assertEquals("(01)04006381333931(10)A1(17)261231", Reading.elements(decoded));
        assertEquals(List.of(), decoded.problems());
    }

    @Test
    void of_two_different_values_none_is_believed() {
        assertEquals(
                Optional.empty(),
                Reading.of("(01)12345678901231(10)A(10)B").code().lot());
        assertEquals(
                Optional.of("A"),
                Reading.of("(01)12345678901231(10)A(10)A").code().lot());
    }
}
