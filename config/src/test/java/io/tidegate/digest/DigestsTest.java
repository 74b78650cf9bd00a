package io.tidegate.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigestsTest {

    private static final HexFormat HEX = HexFormat.of();

    /** FIPS 180-2, appendix B.1. */
    @Test
    void parts_are_digested_as_if_they_were_one() {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(abc, HEX.formatHex(Digests.sha256("abc".getBytes(US_ASCII))));
        assertEquals(abc, HEX.formatHex(Digests.sha256("a".getBytes(US_ASCII), "bc".getBytes(US_ASCII))));
    }

    /** RFC 4231, section 4.3. */
    @Test
    void a_key_signs_parts_as_if_they_were_one() {
        byte[] signature = Digests.hmacSha256(
                "Jefe".getBytes(US_ASCII), "what do ya want ".getBytes(US_ASCII), "for nothing?".getBytes(US_ASCII));
        assertEquals("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", HEX.formatHex(signature));
    }

    @Test
    void what_java_need_not_have_is_a_mistake_in_the_program() {
        assertThrows(IllegalStateException.class, () -> Digests.started("SHA-0"));
    }
}
