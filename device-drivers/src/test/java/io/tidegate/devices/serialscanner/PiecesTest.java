package io.tidegate.devices.serialscanner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.scan.Heard;
import io.tidegate.site.SerialScannerDevice.End;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiecesTest {

    /** One arrival for each text; a dot is silence. Pieces with trouble show in brackets. */
    private static String heard(End end, String... arrivals) {
        Pieces pieces = new Pieces(end);
        List<Heard> heard = new ArrayList<>();
        for (String arrival : arrivals) {
            if (arrival.equals(".")) {
                pieces.silence().ifPresent(heard::add);
            } else {
                byte[] bytes = arrival.getBytes(ISO_8859_1);
                heard.addAll(pieces.add(bytes, bytes.length));
            }
        }
        return heard.stream()
                .map(each -> each.trouble().isPresent() ? "(" + each.text() + ")" : each.text())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            LINE, 'a\r', a
            LINE, 'a\n', a
            LINE, 'a\r\nb\r\n', a b
            LINE, '\r\n\r\n', ''
            CR, 'a\nb\rc\r', 'a\nb c'
            LF, 'a\rb\nc\n', 'a\rb c'
            CRLF, 'a\rb\nc\r\nd\r\n', 'a\rb\nc d'
            CRLF, 'a\r', ''
            PAUSE, 'a\rb', ''
            """)
    void a_code_ends_where_the_scanner_says_so(End end, String arrived, String codes) {
        assertEquals(codes, heard(end, arrived));
    }

    @Test
    void a_scan_in_pieces_is_one_scan() {
        assertEquals("4006381333931", heard(End.CR, "40063", "8133393", "1", "\r"));
        assertEquals("a", heard(End.CRLF, "a\r", "\n"));
    }

    @Test
    void silence_is_an_end_only_where_nothing_else_is() {
        assertEquals("ab c", heard(End.PAUSE, ".", "a", "b", ".", ".", "c\r\n", "."));
        assertEquals("(ab) c", heard(End.CR, "a", "b", ".", "c\r", "."));
    }

    @Test
    void what_was_left_unfinished_never_begins_the_next_scan() {
        assertEquals("(400638) 96385074", heard(End.LINE, "400638", ".", "96385074\r"));
        assertEquals("(a) b", heard(End.CRLF, "a\r", ".", "b\r\n"));
    }

    @Test
    void what_never_ends_is_set_aside_once_and_the_next_scan_is_whole() {
        String flood = "x".repeat(Pieces.BYTES_MAX);
        String heard = heard(End.CR, flood, flood, flood, "x\r", "96385074\r");
        assertTrue(heard.startsWith("(xxx"), heard.substring(0, 10));
        assertEquals(Pieces.BYTES_MAX + 3 + " 96385074".length(), heard.length());
    }

    @Test
    void text_is_utf_8_or_else_latin_1() {
        String utf8 = new String("Käse".getBytes(StandardCharsets.UTF_8), ISO_8859_1);
        assertEquals("Käse Käse", heard(End.CR, utf8 + "\r", "Käse\r"));
    }
}
