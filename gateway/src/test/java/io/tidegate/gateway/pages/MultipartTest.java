package io.tidegate.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file in a form, byte by byte. */
class MultipartTest {

    private static final String TYPE = "multipart/form-data; charset=utf-8; boundary=\"b 1\"";

    private static final String FORM = """
            --b 1\r
            Content-Disposition: form-data; name="note"\r
            \r
            table\r
            --b 1\r
            content-disposition: form-data; name="table"; filename="Käse; 1.csv"\r
            Content-Type: text/csv\r
            \r
            id,name\r
            a,"--b 1"\r
            \r
            \r
            --b 1--\r
            """;

    private static Optional<String> content(String type, String body) {
        return Multipart.file(type, body.getBytes(UTF_8), "table").map(file -> new String(file.content(), UTF_8));
    }

    @Test
    void it_is_given_as_it_is() {
        assertEquals(Optional.of("id,name\r\na,\"--b 1\"\r\n\r\n"), content(TYPE, FORM));
        assertEquals(
                "Käse; 1.csv",
                Multipart.file(TYPE, FORM.getBytes(UTF_8), "table")
                        .orElseThrow()
                        .name());
        assertEquals(Optional.empty(), Multipart.file(TYPE, FORM.getBytes(UTF_8), "other"));
    }

    @Test
    void an_empty_file_is_one() {
        String empty = "--b 1\r\nContent-Disposition: form-data; name=\"table\"; filename=\"\"\r\n\r\n\r\n--b 1--\r\n";
        assertArrayEquals(
                new byte[0],
                Multipart.file(TYPE, empty.getBytes(UTF_8), "table")
                        .orElseThrow()
                        .content());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "multipart/form-data", "multipart/mixed; boundary=b", "text/csv; boundary=b"})
    void what_is_no_form_has_none(String type) {
        assertEquals(Optional.empty(), content(type, FORM));
    }

    @Test
    void a_form_that_is_cut_off_anywhere_has_none_or_the_whole_file() {
        for (int length = 0; length < FORM.length(); length++) {
            Optional<String> cut = content(TYPE, FORM.substring(0, length));
            assertEquals(Optional.of("id,name\r\na,\"--b 1\"\r\n\r\n"), cut.or(() -> content(TYPE, FORM)));
        }
    }
}
