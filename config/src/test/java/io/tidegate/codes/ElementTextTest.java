package io.tidegate.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Element strings as scanners send them; ^ stands for FNC1 here, as it does on paper. */
class ElementTextTest {

    @ParameterizedTest
    @CsvSource({
        "^991234, (99)1234",
        "^0112345678901231, (01)12345678901231",
        "^0112345678901231^, (01)12345678901231",
        "^0112345678901231991234, (01)12345678901231(99)1234",
        "^0112345678901231^991234, (01)12345678901231(99)1234",
        "^2421, (242)1",
        "^242123456, (242)123456",
        "^242123456^10ABC123, (242)123456(10)ABC123",
        "^242123456^, (242)123456",
        "^81111234, (8111)1234",
        "^81111234^10ABC123, (8111)1234(10)ABC123",
        "^800112341234512398, (8001)12341234512398",
        "^800112341234512398^0112345678901231, (8001)12341234512398(01)12345678901231",
        "^7007211225211231, (7007)211225211231",
        "^7007211225, (7007)211225",
        "^800302112345678900ABC, (8003)02112345678900ABC",
        "^800302112345678900, (8003)02112345678900",
        "^800302112345678900^10ABC123, (8003)02112345678900(10)ABC123",
        "^800302112345678900ABCDEFGHIJKLMNOP, (8003)02112345678900ABCDEFGHIJKLMNOP",
        "^7230121234567890123456789012345678, (7230)121234567890123456789012345678",
        "^7230123, (7230)123"
    })
    void values_end_where_their_length_or_a_separator_says(String onPaper, String elements) {
        String text = onPaper.substring(1).replace('^', ElementString.SEPARATOR);
        for (String sent :
                new String[] {"]C1" + text, "]d2" + text, "]Q3" + text, "]e0" + text, "]J1" + text, onPaper}) {
            Decoded decoded = Reading.of(sent);
            assertInstanceOf(Code.Gs1.class, decoded.code());
            assertEquals(elements, Reading.elements(decoded));
            assertEquals(List.of(), Reading.errors(decoded));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^",
                "^891234",
                "^99~ABC",
                "^99ABC~",
                "^01A2345678901231",
                "^011234567890123A",
                "^0112345678901234",
                "^011234567890123",
                "^01123456789012312",
                "^011234567890123^",
                "^01123456789012345^",
                "^01123456789012345^991234",
                "^2421234567",
                "^8111123",
                "^811112345",
                "^80011234123451239",
                "^8001123412345123981",
                "^80011234123451239^0112345678901231",
                "^8001123412345123981^01123456789012312",
                "^70072112252",
                "^700721122521",
                "^7007211225211",
                "^70072112252112",
                "^700721122521123",
                "^70072112252212311",
                "^800302112345678901ABC",
                "^800302112345678900ABCDEFGHIJKLMNOPQ",
                "^72301212345678901234567890123456789",
                "^723012"
            })
    void what_no_element_string_can_be_is_an_error(String onPaper) {
        String text = onPaper.substring(1).replace('^', ElementString.SEPARATOR);
        for (String sent :
                new String[] {"]C1" + text, "]d2" + text, "]Q3" + text, "]e0" + text, "]J1" + text, onPaper}) {
            assertTrue(Reading.of(sent).hasErrors());
        }
    }

    @Test
    void on_paper_a_composite_has_a_bar_between_its_parts() {
        assertEquals(
                "(01)12312312312333(10)ABC123(99)COMPOSITE",
                Reading.elements(Reading.of("^011231231231233310ABC123|^99COMPOSITE")));
    }

    @Test
    void after_an_error_it_goes_on_behind_the_next_separator() {
        Decoded decoded = Reading.of("]C101123456789012319ZZ\u001d10A1\u001d21B2");
        assertEquals("(01)12345678901231(10)A1(21)B2", Reading.elements(decoded));
        assertEquals(List.of(Flaw.UNKNOWN_IDENTIFIER), Reading.errors(decoded));
    }

    @Test
    void a_symbol_of_gs1_without_data_is_an_error() {
        assertEquals(List.of(Flaw.NO_ELEMENTS), Reading.errors(Reading.of("]C1")));
    }

    @Test
    void more_elements_than_any_label_has_are_not_read() {
        Decoded decoded = Reading.of("]C1" + "2001".repeat(100));
        assertEquals(ElementString.ELEMENTS_MAX, decoded.code().elements().all().size());
        assertTrue(Reading.errors(decoded).contains(Flaw.ELEMENTS_MAX));
    }

    @Test
    void without_a_word_of_the_kind_a_text_that_begins_with_an_item_or_has_a_separator_is_one() {
        assertEquals(
                "(01)09501101530003(17)261231(10)A1",
                Reading.elements(Reading.of("010950110153000317261231" + "10A1")));
        assertEquals("(00)123456789012345675", Reading.elements(Reading.of("00123456789012345675")));
        assertEquals("(10)A1(21)B2", Reading.elements(Reading.of("10A1\u001d21B2")));
        assertEquals("(10)A1", Reading.elements(Reading.of("\u001d10A1")));
        assertEquals(List.of(Flaw.CHECK_DIGIT), Reading.errors(Reading.of("0109501101530004")));
        assertInstanceOf(Code.Internal.class, Reading.of("10A1").code());
        assertInstanceOf(Code.Internal.class, Reading.of("[)>\u001e06\u001dP1").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{GS}", "<GS>", "[GS]", "^]", "~", "|", "␝"})
    void what_stands_for_a_separator_is_taken_for_one_and_told(String substitute) {
        Decoded decoded = Reading.of("]C1010950110153000310AB" + substitute + "21S1");
        assertEquals("(01)09501101530003(10)AB(21)S1", Reading.elements(decoded));
        assertFalse(decoded.hasErrors());
        assertEquals(List.of(Flaw.SUBSTITUTE), Reading.warnings(decoded));
    }

    @Test
    void a_lost_separator_is_noticed_and_nothing_is_guessed() {
        Decoded decoded = Reading.of("]C1010950110153000310ABC12317261231");
        assertEquals(List.of(Flaw.LOST_SEPARATOR), Reading.warnings(decoded));
        assertEquals(Optional.of("ABC12317261231"), decoded.code().lot());
        assertTrue(decoded.problems().getFirst().reason().contains("'ABC123' and '17261231'"));
        assertEquals(List.of(), Reading.warnings(Reading.of("]C1010950110153000310ABC123\u001d17261231")));
        assertEquals(List.of(), Reading.warnings(Reading.of("]C1010950110153000310L2012")));
    }

    @Test
    void a_lost_separator_shows_also_where_the_value_grew_too_long() {
        Decoded decoded = Reading.of("]C1010950110153000310ABCDEFGHIJ12345" + "17261231" + "21S1");
        assertEquals(List.of(Flaw.VALUE_LENGTH), Reading.errors(decoded));
        assertEquals(List.of(Flaw.LOST_SEPARATOR), Reading.warnings(decoded));
        assertEquals(Optional.empty(), decoded.code().lot());
    }
}
