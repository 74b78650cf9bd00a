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

/** GS1 Digital Links. */
class LinksTest {

    @ParameterizedTest
    @CsvSource({
        "http://a/00/006141411234567890, (00)006141411234567890",
        "HTTP://a/00/006141411234567890, (00)006141411234567890",
        "HTTPS://a/00/006141411234567890, (00)006141411234567890",
        "https://xn--fsq.xn--0zwm56d/01/12312312312333, (01)12312312312333",
        "https://a./01/12312312312333, (01)12312312312333",
        "https://a:65535/01/12312312312333, (01)12312312312333",
        "https://192.0.2.1/01/12312312312333, (01)12312312312333",
        "https://[2001:db8::1]/01/12312312312333, (01)12312312312333",
        "https://a/more/stem/00/006141411234567890, (00)006141411234567890",
        "https://a/00/faux/00/006141411234567890, (00)006141411234567890",
        "https://a/01/12312312312333/22/TEST/10/ABC/21/XYZ, (01)12312312312333(22)TEST(10)ABC(21)XYZ",
        "https://a/01/12312312312333/235/TEST, (01)12312312312333(235)TEST",
        "https://a/253/1231231231232TEST5678901234567, (253)1231231231232TEST5678901234567",
        "https://a/8018/123456789012345675/8019/123, (8018)123456789012345675(8019)123",
        "https://a/stem/00/006141411234567890?, (00)006141411234567890",
        "https://a/stem/401/12345678?99=ABC, (401)12345678(99)ABC"
    })
    void a_link_names_an_item(String address, String elements) {
        assertNames(address, elements);
    }

    private static void assertNames(String address, String elements) {
        for (String sent : new String[] {address, "]Q1" + address, "]d1" + address, "]J0" + address}) {
            Decoded decoded = Reading.of(sent);
            assertInstanceOf(Code.DigitalLink.class, decoded.code());
            assertEquals(elements, Reading.elements(decoded));
            assertEquals(List.of(), Reading.errors(decoded));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://a/01/12312312312333?&&&99=ABC&&&&98=XYZ&&&, (01)12312312312333(99)ABC(98)XYZ",
        "https://a/01/12312312312333?one&other=555&99=ABC&two&98=XYZ, (01)12312312312333(99)ABC(98)XYZ",
        "https://a/01/12312312312333/22/ABC%2d123?99=ABC&98=XYZ%2f987, (01)12312312312333(22)ABC-123(99)ABC(98)XYZ/987",
        "https://a/01/12312312312333/22/ABC+123, (01)12312312312333(22)ABC+123",
        "https://a/01/12312312312333/22/test/10/abc/21/xyz#fragment, (01)12312312312333(22)test(10)abc(21)xyz",
        "https://a/stem/00/006141411234567890?99=ABC#fragment, (00)006141411234567890(99)ABC",
        "https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426, (01)09520123456788(10)ABC1(21)12345(17)180426",
        "https://example.com/01/09520123456788?3103=000195&3922=0299&17=201225, "
                + "(01)09520123456788(3103)000195(3922)0299(17)201225",
        "https://id.gs1.org/00/952012345678912345?02=09520123456788&37=25&10=ABC123, "
                + "(00)952012345678912345(02)09520123456788(37)25(10)ABC123",
        "https://id.gs1.org/414/9520123456788/254/32a%2Fb, (414)9520123456788(254)32a/b",
        "https://example.com/8004/9520614141234567?01=9520123456788, (8004)9520614141234567(01)09520123456788",
        "https://id.gs1.org/01/09520123456788/235/XYZ?10=ABC123, (01)09520123456788(235)XYZ(10)ABC123"
    })
    void behind_the_question_mark_it_goes_on(String address, String elements) {
        assertNames(address, elements);
    }

    @ParameterizedTest
    @CsvSource({
        "http://, LINK_DOMAIN",
        "http:///, LINK_DOMAIN",
        "http://a, LINK_DOMAIN",
        "http://a/, LINK_WITHOUT_KEY",
        "http://a/b, LINK_WITHOUT_KEY",
        "http://a/b/, LINK_WITHOUT_KEY",
        "HtTp://a/b/00/006141411234567890, LINK_SCHEME",
        "https://00/006141411234567890, LINK_WITHOUT_KEY",
        "https://[fe80::1%25lo]/01/12312312312333, LINK_DOMAIN",
        "https://$a/006141411234567890, LINK_DOMAIN",
        "https://a$/006141411234567890, LINK_DOMAIN",
        "https://a/gtin/12312312312333, LINK_WITHOUT_KEY",
        "https://a/01/2112345678900, VALUE_LENGTH",
        "https://a/01/416000336108, VALUE_LENGTH",
        "https://a/01/02345673, VALUE_LENGTH",
        "https://a/253/1231231231232TEST56789012345678, VALUE_LENGTH",
        "https://a/stem/00/006141411234567890/, LINK_WITHOUT_KEY",
        "https://a/01/12312312312333?99=, NO_VALUE",
        "https://a/01/12312312312333/10/?99=A, NO_VALUE",
        "https://a/01/12312312312333?99=ABC&999=faux, UNKNOWN_IDENTIFIER",
        "https://a/01/12312312312333?98=XYZ+987, CHARACTER",
        "https://a/01/12312312312333?98=X%00Z, LINK_NUL",
        "https://a/01/12312312312333?98=X%FFZ, CHARACTER"
    })
    void what_no_web_address_and_no_value_can_be_is_an_error(String address, Flaw flaw) {
        assertTrue(Reading.errors(Reading.of(address)).contains(flaw));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/01/09520123456788?10=ABC123, LINK_IN_PATH",
        "https://example.com/01/09520123456788?21=ABC123, LINK_ATTRIBUTE",
        "https://id.gs1.org/01/09520123456788/10/ABC123?99=XYZ789&01=09520123456788, LINK_TWICE",
        "https://id.gs1.org/01/09520123456788/10/ABC123?99=XYZ789&10=ABC123, LINK_TWICE",
        "https://id.gs1.org/01/09520123456788/10/ABC123?99=XYZ789&99=XYZ789, LINK_TWICE",
        "https://example.com/01/09520123456788/89/ABC123?99=XYZ, LINK_WITHOUT_KEY",
        "https://example.com/01/09520123456788/21/A/10/B, LINK_QUALIFIERS",
        "https://example.com/01/09520123456788/235/A/21/B, LINK_QUALIFIERS",
        "https://a/01/12312312312334, CHECK_DIGIT",
        "https://a/01/12312312312333?17=261331, DATE",
        "https://a/01/12312312312333/10/A{B, LINK_CHARACTER",
        "https://example.com/DQHKVAdpQgqKnA, LINK_COMPRESSED",
        "https://example.com/01/09520123456788/AQnYUc1gmg, LINK_COMPRESSED"
    })
    void what_the_rules_forbid_is_an_error(String address, Flaw flaw) {
        assertTrue(Reading.errors(Reading.of(address)).contains(flaw));
    }

    @Test
    void a_web_address_in_mixed_letters_is_just_a_text_where_the_symbol_can_hold_any() {
        Decoded decoded = Reading.of("]Q1HtTps://example.com/01/12312312312333?99=TEST");
        assertInstanceOf(Code.Internal.class, decoded.code());
        assertFalse(decoded.hasErrors());
        assertEquals(List.of(Flaw.LINK_IS_TEXT), Reading.warnings(decoded));
    }

    @Test
    void a_link_has_for_the_ledger_what_a_label_has() {
        Code code = Reading.of("https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=270200")
                .code();
        assertEquals(Optional.of(Gtin.of("9520123456788")), code.gtin());
        assertEquals(Optional.of("ABC1"), code.lot());
        assertEquals(Optional.of("12345"), code.serial());
        assertEquals("Optional[2027-02-28]", String.valueOf(code.expiry()));
    }
}
