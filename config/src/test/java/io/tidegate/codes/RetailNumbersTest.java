package io.tidegate.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Symbology;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bare numbers: EAN, UPC, ITF-14, SSCC, books. */
class RetailNumbersTest {

    private static final Codes CODES = Codes.standard();

    @ParameterizedTest
    @CsvSource({
        "02345673, 00000002345673, 02345673",
        "416000336108, 00416000336108, 416000336108",
        "1234567890128, 01234567890128, 1234567890128",
        "4006381333931, 04006381333931, 4006381333931",
        "12345678901231, 12345678901231, 12345678901231",
        "04006381333931, 04006381333931, 4006381333931",
        "0416000336108, 00416000336108, 416000336108",
        "001234000057, 00001234000057, 001234000057"
    })
    void a_number_is_kept_with_14_digits_and_printed_as_short_as_it_was(String text, String digits, String printed) {
        Decoded decoded = Reading.of(text);
        Code.Ean ean = assertInstanceOf(Code.Ean.class, decoded.code());
        assertEquals("(01)" + digits, Reading.elements(decoded));
        assertEquals(Optional.of(printed), ean.gtin().map(Gtin::shortest));
        assertEquals(List.of(), Reading.errors(decoded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"02345674", "416000336109", "1234567890129", "12345678901232", "2112233789658", "24012345678909"
            })
    void with_a_wrong_check_digit_it_names_no_item(String text) {
        Decoded decoded = Reading.of(text);
        assertEquals(List.of(Flaw.CHECK_DIGIT), Reading.errors(decoded));
        assertEquals(Optional.of("01"), decoded.problems().getFirst().identifier());
        assertEquals(Optional.empty(), decoded.code().gtin());
        assertEquals("(01)" + Gtin.padded(text), Reading.elements(decoded));
    }

    @Test
    void eighteen_digits_are_a_logistic_unit() {
        Decoded right = Reading.of("123456789012345675");
        assertInstanceOf(Code.Sscc.class, right.code());
        assertEquals(Optional.of("123456789012345675"), right.code().sscc());
        assertEquals(List.of(), right.problems());
        Decoded wrong = Reading.of("123456789012345676");
        assertEquals(List.of(Flaw.CHECK_DIGIT), Reading.errors(wrong));
        assertEquals(Optional.empty(), wrong.code().sscc());
    }

    @ParameterizedTest
    @CsvSource({"00123457, 001234000057", "01234558, 012345000058", "01234531, 012300000451", "01234540, 012340000050"})
    void a_upc_e_has_the_zeros_that_were_left_out(String eight, String twelve) {
        assertEquals(twelve, UpcE.expanded(eight));
        String right = UpcE.expanded(eight).substring(0, 11) + CheckDigit.of(twelve);
        String sent = eight.substring(0, 7) + CheckDigit.of(twelve);
        assertEquals(
                Optional.of(Gtin.of(right)),
                CODES.decode(sent, Symbology.UPC_E, Reading.TODAY).code().gtin());
        assertEquals(
                Optional.of(Gtin.of(right)),
                CODES.decode(right, Symbology.UPC_E, Reading.TODAY).code().gtin());
    }

    @Test
    void eight_digits_that_could_be_both_are_an_ean_8_and_the_other_is_told() {
        Decoded decoded = Reading.of("01234558");
        Code.Ean ean = assertInstanceOf(Code.Ean.class, decoded.code());
        assertEquals(Optional.of(Gtin.of("01234558")), ean.gtin());
        assertEquals(Optional.of(Gtin.of("012345000058")), ean.otherwise());
        assertEquals(List.of(Flaw.EIGHT_DIGITS, Flaw.RESTRICTED), Reading.warnings(decoded));
    }

    @Test
    void a_shop_in_america_reads_them_as_upc_e() {
        Codes american = new Codes(List.of(), EightDigits.UPC_E);
        Decoded decoded = american.decode("01234558", Reading.TODAY);
        assertEquals(Optional.of(Gtin.of("012345000058")), decoded.code().gtin());
        assertEquals(List.of(), decoded.problems());
        assertEquals(
                Optional.of(Gtin.of("01234558")),
                american.decode("]E401234558", Reading.TODAY).code().gtin());
    }

    @Test
    void eight_digits_that_can_only_be_a_upc_e_are_one() {
        String upcE = "0425261" + CheckDigit.of(UpcE.expanded("04252610"));
        assertTrue(Gtin.read(upcE).isEmpty());
        assertEquals(
                Optional.of(Gtin.of(UpcE.expanded(upcE))),
                Reading.of(upcE).code().gtin());
    }

    @ParameterizedTest
    @CsvSource({
        "]E02112345678900, 2112345678900",
        "]E00416000336108, 416000336108",
        "]E402345673, 02345673",
        "]I112345678901231, 12345678901231",
        "]C04006381333931, 4006381333931",
        "]A04006381333931, 4006381333931"
    })
    void the_kind_of_the_symbol_is_taken_off(String sent, String printed) {
        Decoded decoded = Reading.of(sent);
        assertEquals(Optional.of(printed), decoded.code().gtin().map(Gtin::shortest));
        assertEquals(List.of(), Reading.errors(decoded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "]E0",
                "]E0123456789012",
                "]E012345678901234",
                "]E01234ABC890123",
                "]E02112345678901",
                "]E4",
                "]E41234567",
                "]E4123456789",
                "]E412ABC678",
                "]E402345674",
                "]I112345678901232"
            })
    void what_such_a_symbol_cannot_hold_is_an_error(String sent) {
        assertTrue(Reading.of(sent).hasErrors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"]C04006381333932", "]A012345678", "]C0123456789012345676", "]I1123456", "]F0A1234B"})
    void in_other_symbols_a_number_may_be_anything(String sent) {
        Decoded decoded = Reading.of(sent);
        assertEquals(new Code.Internal(sent.substring(3)), decoded.code());
        assertEquals(List.of(), decoded.problems());
    }

    @Test
    void a_scanner_may_leave_out_the_zero_of_a_upc_a() {
        assertEquals(
                Optional.of("416000336108"),
                CODES.decode("416000336108", Symbology.UPC_A, Reading.TODAY)
                        .code()
                        .gtin()
                        .map(Gtin::shortest));
    }

    @Test
    void the_add_on_of_a_magazine_is_left_out() {
        Decoded decoded = Reading.of("]E3977147396801252");
        assertEquals(Optional.of("9771473968012"), decoded.code().gtin().map(Gtin::shortest));
        assertEquals(List.of(Flaw.ADD_ON), Reading.warnings(decoded));
    }

    @ParameterizedTest
    @CsvSource({
        "9783161484100, 9783161484100",
        "978-3-16-148410-0, 9783161484100",
        "ISBN 978-3-16-148410-0, 9783161484100",
        "ISBN 0-306-40615-2, 9780306406157",
        "isbn-10: 0306406152, 9780306406157",
        "0-8044-2957-X, 9780804429573",
        "080442957X, 9780804429573"
    })
    void a_book_is_an_ean(String text, String printed) {
        assertEquals(Optional.of(printed), Reading.of(text).code().gtin().map(Gtin::shortest));
    }

    @Test
    void ten_digits_may_be_a_book_or_anything() {
        Decoded decoded = Reading.of("0306406152");
        assertEquals(new Code.Internal("0306406152"), decoded.code());
        assertEquals(List.of(Flaw.ISBN_10), Reading.warnings(decoded));
        assertEquals(List.of(), Reading.of("0306406153").problems());
        assertEquals(List.of(), Reading.of("0-306-40615-3").problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"011234567890123", "01A2345678901231", "010952012345678X1"})
    void a_label_that_lost_a_digit_is_a_code_of_ones_own_with_a_warning(String text) {
        Decoded decoded = Reading.of(text);
        assertEquals(new Code.Internal(text), decoded.code());
        assertEquals(List.of(Flaw.ALMOST_ELEMENTS), Reading.warnings(decoded));
    }

    @Test
    void numbers_of_one_shop_and_coupons_are_told() {
        assertEquals(List.of(Flaw.RESTRICTED), Reading.warnings(Reading.of("2112345678900")));
        assertEquals(
                List.of(Flaw.COUPON_NUMBER),
                Reading.warnings(Reading.of("9812345678909".substring(0, 12) + CheckDigit.of("9812345678900"))));
    }

    @Test
    void as_printed_beneath_the_bars_it_may_have_spaces() {
        assertEquals(
                Optional.of("4006381333931"),
                Reading.of(" 4 006381 333931 ").code().gtin().map(Gtin::shortest));
    }

    @Test
    void a_gtin_without_its_check_digit_cannot_be_made() {
        assertThrows(IllegalArgumentException.class, () -> Gtin.of("4006381333932"));
        assertThrows(IllegalArgumentException.class, () -> Gtin.of("400638133393"));
        assertThrows(IllegalArgumentException.class, () -> new Gtin("4006381333931"));
    }
}
