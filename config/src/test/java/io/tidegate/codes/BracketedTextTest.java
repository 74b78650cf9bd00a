package io.tidegate.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Typed element strings, (01)...(10)... */
class BracketedTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(01)12345678901231",
                "(10)12345",
                "(01)12345678901231(10)12345",
                "(3100)123456(10)12345",
                "(10)12345(11)991225",
                "(3900)12345(11)991225",
                "(01)95012345678903(3103)000123",
                "(00)123456789012345675",
                "(91)XX(02)12345678901231(92)YY(37)123(00)123456789012345675"
            })
    void each_identifier_has_its_value(String text) {
        Decoded decoded = Reading.of(text);
        assertInstanceOf(Code.Gs1.class, decoded.code());
        assertEquals(text, Reading.elements(decoded));
        assertEquals(List.of(), Reading.errors(decoded));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "(10)12345\\(11)991225, (10)12345(11)991225",
                "(10)12345\\(, (10)12345(",
                "(01) 12312312312333 (10) ABC123, (01)12312312312333(10)ABC123",
                "(01)12312312312333(10)ABC123|(99)COMPOSITE, (01)12312312312333(10)ABC123(99)COMPOSITE",
                "(01)12312312312333(10)ABC123|(99)XYZ\\(TM)_CORP, (01)12312312312333(10)ABC123(99)XYZ(TM)_CORP"
            })
    void a_bracket_in_a_value_is_escaped_and_a_composite_is_parted(String text, String elements) {
        Decoded decoded = Reading.of(text);
        assertEquals(elements, Reading.elements(decoded));
        assertEquals(List.of(), Reading.errors(decoded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(10)(11)98765",
                "(10)12345(11)",
                "(1A)12345",
                "()12345",
                "(1)12345",
                "(12345)12345",
                "(15",
                "(1",
                "(",
                "(01)123456789012312(10)12345",
                "(10)12345^",
                "(17)9(90)217",
                "(10) ",
                "(89)ABC",
                "(371)12",
                "(23)X",
                "(01)12312312312333|",
                "(10)ABC(11)991225)("
            })
    void what_is_not_written_so_is_an_error(String text) {
        assertTrue(Reading.of(text).hasErrors());
    }

    @Test
    void what_could_be_read_beside_an_error_is_there() {
        Decoded decoded = Reading.of("(01)12345678901231(17)261331(10)A1");
        assertEquals("(01)12345678901231(17)261331(10)A1", Reading.elements(decoded));
        assertEquals(List.of(Flaw.DATE), Reading.errors(decoded));
        assertEquals(Optional.of("17"), decoded.problems().getFirst().identifier());
        assertEquals(Optional.of("A1"), decoded.code().lot());
        assertEquals(Optional.empty(), decoded.code().expiry());
    }
}
