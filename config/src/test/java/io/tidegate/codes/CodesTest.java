package io.tidegate.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Symbology;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text has an answer, and what a ledger needs is at hand. */
class CodesTest {

    private static final int TEXTS = 3_000;

    private static final List<String> BEGINS = List.of(
            "",
            "]C1",
            "]d2",
            "]E0",
            "]E4",
            "]Q1",
            "(01)",
            "https://a/01/",
            "https://",
            "^01",
            "01",
            "00",
            "ISBN ",
            "2",
            "(8110)",
            "(8007)");
    private static final String LETTERS = "0123456789()^|\\%/?&=#+-~{}]:.ABCXxyz \u001d\u0000äß€";

    @Test
    void a_label_has_what_a_ledger_needs() {
        Code code = Reading.of("(01)09501101530003(17)270200(10)L1(21)S9(30)12(3103)001250(15)270131(393" + "2)9781999")
                .code();
        assertEquals(Optional.of(Gtin.of("9501101530003")), code.gtin());
        assertEquals(Optional.of("L1"), code.lot());
        assertEquals(Optional.of("S9"), code.serial());
        assertEquals(Optional.of(LocalDate.of(2027, 2, 28)), code.expiry());
        assertEquals(Optional.of(LocalDate.of(2027, 1, 31)), code.bestBefore());
        assertEquals(Optional.of(12L), code.count());
        assertEquals(Optional.of(new BigDecimal("1.250")), code.netWeightKilograms());
        assertEquals(Optional.of(new Price(new BigDecimal("19.99"), Optional.of("978"))), code.price());
    }

    @Test
    void a_pallet_has_its_content_and_how_many() {
        Code code = Reading.of("]C10012345678901234567502123456789012313712\u001d10L1")
                .code();
        assertEquals(Optional.of("123456789012345675"), code.sscc());
        assertEquals(Optional.of(Gtin.of("12345678901231")), code.content());
        assertEquals(Optional.of(12L), code.count());
        assertEquals(Optional.empty(), code.gtin());
    }

    @Test
    void pounds_and_a_time_of_expiry_are_understood() {
        Code code = Reading.of("(01)12345678901231(3202)000100(7003)2612311200").code();
        assertEquals(
                0,
                new BigDecimal("0.45359237").compareTo(code.netWeightKilograms().orElseThrow()));
        assertEquals(Optional.of(LocalDate.of(2026, 12, 31)), code.expiry());
    }

    @Test
    void today_decides_the_century() {
        Codes codes = Codes.standard();
        Code code = codes.decode("(01)12345678901231(17)020615", LocalDate.of(2090, 1, 1))
                .code();
        assertEquals(Optional.of(LocalDate.of(2102, 6, 15)), code.expiry());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "12345", "SHELF-7", "1(12345", "A-4006381333931", "Äpfel", "0123456788"})
    void anything_else_is_an_internal_code(String text) {
        assertEquals(new Decoded(new Code.Internal(text), List.of()), Reading.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "]", "]X", "]XX", "]~0ABC"})
    void nothing_and_what_only_begins_like_a_symbols_kind_is_an_error(String text) {
        assertTrue(Reading.of(text).hasErrors());
    }

    @Test
    void a_symbol_without_text_is_a_warning() {
        assertEquals(List.of(Flaw.EMPTY_SYMBOL), Reading.warnings(Reading.of("]Q1")));
        assertEquals(List.of(), Reading.of("]Q1TESTING").problems());
        assertEquals(new Code.Internal("^TESTING"), Reading.of("]d1^TESTING").code());
    }

    @Test
    void a_text_longer_than_any_symbol_is_an_error() {
        Decoded decoded = Reading.of("A".repeat(Codes.TEXT_LENGTH_MAX + 1));
        assertEquals(List.of(Flaw.TEXT_LENGTH), Reading.errors(decoded));
    }

    @Test
    void what_the_driver_knows_of_the_symbol_counts() {
        Decoded decoded = Codes.standard().decode("10A1", Symbology.GS1_128, Reading.TODAY);
        assertInstanceOf(Code.Gs1.class, decoded.code());
        assertEquals(
                new Code.Internal("4006381333932"),
                Codes.standard()
                        .decode("4006381333932", Symbology.CODE_128, Reading.TODAY)
                        .code());
    }

    @Test
    void no_bytes_make_it_fail() {
        Random random = new Random(20_261_128);
        Codes codes = new Codes(List.of(InStorePattern.parse("21IIIIIWW,WWWC")), EightDigits.UPC_E);
        for (int each = 0; each < TEXTS; each++) {
            String text = anyText(random);
            for (Symbology symbology : Symbology.values()) {
                Code code = codes.decode(text, symbology, Reading.TODAY).code();
                code.gtin();
                code.content();
                code.expiry();
                code.count();
                code.netWeightKilograms();
                code.price();
            }
        }
    }

    /** Begins like a code, and goes on with any bytes, or with what codes consist of. */
    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder(BEGINS.get(random.nextInt(BEGINS.size())));
        int length = random.nextInt(40);
        if (random.nextBoolean()) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            text.append(new String(bytes, StandardCharsets.ISO_8859_1));
        } else {
            random.ints(length, 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
        }
        return text.toString();
    }

    @Test
    void whatever_single_digit_is_misread_no_wrong_item_is_named() {
        for (String right : List.of("4006381333931", "02345673", "416000336108", "12345678901231")) {
            for (int at = 0; at < right.length(); at++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    String read = right.substring(0, at) + digit + right.substring(at + 1);
                    Optional<Gtin> named = Codes.standard()
                            .decode(read, Symbology.UNKNOWN, Reading.TODAY)
                            .code()
                            .gtin();
                    assertTrue(
                            named.isEmpty() || named.equals(Optional.of(Gtin.of(right))) || read.length() == 8, read);
                }
            }
        }
    }
}
