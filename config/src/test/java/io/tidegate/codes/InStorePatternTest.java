package io.tidegate.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shop's own scale prints. */
class InStorePatternTest {

    private static Decoded read(String pattern, String text) {
        return new Codes(List.of(InStorePattern.parse(pattern)), EightDigits.EAN_8).decode(text, Reading.TODAY);
    }

    private static String withCheckDigit(String digits) {
        return CheckDigit.corrected(digits + "0");
    }

    @Test
    void a_weight_is_read_beside_its_item() {
        Decoded decoded = read("21IIIIIWW,WWWC", "2100005080002");
        Code.InStore code = assertInstanceOf(Code.InStore.class, decoded.code());
        assertEquals(Optional.of("2100005000000"), code.gtin().map(Gtin::shortest));
        assertEquals(Optional.of(new BigDecimal("8.000")), code.netWeightKilograms());
        assertEquals("(01)02100005000000(3103)008000", Reading.elements(decoded));
        assertEquals(List.of(), decoded.problems());
    }

    @Test
    void a_price_is_read_beside_its_item() {
        Code code = read("23IIIIIPPP,PPC", "2305000123451").code();
        assertEquals(Optional.of("2305000000004"), code.gtin().map(Gtin::shortest));
        assertEquals(Optional.of(new Price(new BigDecimal("123.45"), Optional.empty())), code.price());
    }

    @Test
    void a_count_is_read_beside_its_item() {
        Code code = read("22IIIIINNNNNC", withCheckDigit("221234500012")).code();
        assertEquals(Optional.of(12L), code.count());
        assertEquals(Optional.of(withCheckDigit("221234500000")), code.gtin().map(Gtin::shortest));
    }

    @ParameterizedTest
    @CsvSource({"2875, 9", "14685, 6"})
    void the_digit_that_verifies_a_value_is_the_standards(String value, char digit) {
        assertEquals(digit, Verifier.of(value));
    }

    @Test
    void a_british_price_is_verified() {
        Code right = read("20IIIIIVPP,PPC", withCheckDigit("20123459" + "2875")).code();
        assertEquals(Optional.of(new BigDecimal("28.75")), right.price().map(Price::amount));
        assertEquals(Optional.of(withCheckDigit("201234500000")), right.gtin().map(Gtin::shortest));
        Decoded wrong = read("20IIIIIVPP,PPC", withCheckDigit("20123458" + "2875"));
        assertEquals(List.of(Flaw.VERIFIER), Reading.errors(wrong));
        assertEquals(Optional.empty(), wrong.code().price());
        assertTrue(wrong.code().gtin().isPresent());
    }

    @Test
    void five_digits_are_verified_too() {
        Code right = read("2IIIIIVPPPPPC", withCheckDigit("2123456" + "14685")).code();
        assertEquals(Optional.of(new BigDecimal("146.85")), right.price().map(Price::amount));
    }

    @Test
    void digits_that_say_nothing_are_left_out() {
        Code code = read("28III..WW,WWWC", withCheckDigit("2812377" + "01500")).code();
        assertEquals(Optional.of(withCheckDigit("281230000000")), code.gtin().map(Gtin::shortest));
        assertEquals(Optional.of(new BigDecimal("1.500")), code.netWeightKilograms());
    }

    @Test
    void shorter_codes_have_patterns_too() {
        assertEquals(
                Optional.of(new BigDecimal("1.25")),
                read("2IIIIIPPPPPC", withCheckDigit("21234500125"))
                        .code()
                        .price()
                        .map(Price::amount));
        assertEquals(
                Optional.of(new BigDecimal("1.25")),
                read("0IIIPPPC", withCheckDigit("0123125")).code().price().map(Price::amount));
    }

    @Test
    void patterns_written_the_same_are_the_same() {
        assertEquals(InStorePattern.parse("21IIIIIWW,WWWC"), InStorePattern.parse("21IIIIIWW,WWWC"));
        assertEquals("21IIIIIWW,WWWC", InStorePattern.parse("21IIIIIWW,WWWC").toString());
        assertNotEquals(InStorePattern.parse("21IIIIIWWWWWC"), InStorePattern.parse("21IIIIIWW,WWWC"));
    }

    @Test
    void a_wrong_check_digit_is_no_such_code() {
        Decoded decoded = read("21IIIIIWW,WWWC", "2100005080003");
        assertInstanceOf(Code.Ean.class, decoded.code());
        assertEquals(List.of(Flaw.CHECK_DIGIT), Reading.errors(decoded));
    }

    @Test
    void the_first_pattern_that_fits_counts() {
        Codes codes = new Codes(
                List.of(InStorePattern.parse("210IIIIPPPPPC"), InStorePattern.parse("21IIIIIWWWWWC")),
                EightDigits.EAN_8);
        assertTrue(codes.decode(withCheckDigit("210123400500"), Reading.TODAY)
                .code()
                .price()
                .isPresent());
        assertTrue(codes.decode(withCheckDigit("211123400500"), Reading.TODAY)
                .code()
                .netWeightKilograms()
                .isPresent());
        assertInstanceOf(
                Code.Ean.class, codes.decode("4006381333931", Reading.TODAY).code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "21IIIIIWWWWW | it has 12 digits|",
                "21IIIIIWWWW | it has 11 digits, not 8, 12 or 13",
                "21IIIIIWWWWWX | it has other letters",
                "21IIIIIIIIIIC | it needs one of a weight (W), a price (P) or a count (N)",
                "21IIIWWWPPPPC | it needs one of",
                "21IWIIIWWWWWC | must stand together",
                "21CIIIIWWWWWC | at its end",
                "40IIIIIWWWWWC | it must begin with 2 or 02",
                "21IIII,IWWWWWC | its comma must stand within",
                "21IIIIIWWWWWC, | its comma must stand within",
                "21IIIIVVWWWWC | one digit V can verify",
                "21IIIIIIVWWWC | one digit V can verify",
                "21IIIWWWWWWWC | more than 6 digits",
                "21IIIIINN,NNNC | its comma must stand within"
            })
    void what_is_no_pattern_is_told_with_a_remedy(String written, String told) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> InStorePattern.parse(written));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("'" + written + "' is no pattern"), message);
        assertTrue(message.contains(written.equals("21IIIIIWWWWW") ? "check digit C" : told), message);
        assertTrue(message.contains("21IIIIIWW,WWWC"), message);
    }
}
