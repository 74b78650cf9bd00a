package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtuFrameTest {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    @ParameterizedTest
    @CsvSource({
        "17, 03 00 6B 00 03, 11 03 00 6B 00 03 76 87",
        "1,  03 00 00 00 0A, 01 03 00 00 00 0A C5 CD",
        "1,  04 02 FF FF,    01 04 02 FF FF B8 80"
    })
    void a_frame_ends_with_its_sum(int unit, String pdu, String frame) {
        assertArrayEquals(HEX.parseHex(frame), RtuFrame.of(unit, HEX.parseHex(pdu)));
    }

    @ParameterizedTest
    @CsvSource({
        "01 04 02 FF FF B8 80",
        "00 FF 01 01 04 02 FF FF B8 80",
        "01 04 00 00 00 01 31 CA 01 04 02 FF FF B8 80",
        "01 04 02 FF FF B8 80 55"
    })
    void an_answer_is_found_behind_noise_and_echo(String bytes) {
        assertEquals(Optional.of("04 02 FF FF"), found(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "01 04 02 FF FF B8",
        "01 04 02 FF FF B8 81",
        "02 04 02 FF FF B8 80",
        "01 03 02 FF FF B8 80",
        "01 04 FF FF FF B8 80"
    })
    void what_is_cut_off_or_damaged_or_of_others_is_no_answer(String bytes) {
        assertEquals(Optional.empty(), found(bytes));
    }

    @ParameterizedTest
    @CsvSource({"01 84 02 C2 C1"})
    void a_refusal_is_an_answer(String bytes) {
        assertEquals(Optional.of("84 02"), found(bytes));
    }

    private static Optional<String> found(String bytes) {
        byte[] came = HEX.parseHex(bytes);
        return RtuFrame.answer(came, came.length, 1, 4).map(HEX::formatHex).map(hex -> hex.toUpperCase(Locale.ROOT));
    }
}
