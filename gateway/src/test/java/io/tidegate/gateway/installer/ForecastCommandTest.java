package io.tidegate.gateway.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out for what went in, and what is said about rows that cannot be read. */
class ForecastCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String csv, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("series.csv"), csv);
        List<String> arguments = new ArrayList<>(List.of("--series", file.toString()));
        arguments.addAll(List.of(options));
        return execute(arguments);
    }

    private int execute(List<String> arguments) {
        return ForecastCommand.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private void assertRows(String... rows) {
        assertEquals(List.of(rows), out.toString(UTF_8).lines().toList());
    }

    private void assertSaid(String... parts) {
        for (String part : parts) {
            assertTrue(err.toString(UTF_8).contains(part), () -> "'" + part + "' is not in:\n" + err.toString(UTF_8));
        }
    }

    private static String weeks(int weeks) {
        return IntStream.range(0, weeks).mapToObj(_ -> "1,2,3,4,5,6,7").collect(Collectors.joining(","));
    }

    @Test
    void each_series_has_its_row_in_order_and_nothing_else_is_printed() throws IOException {
        int code = run("b," + weeks(6) + "\na,5,5,5,5,5,5,5,5\n", "--horizon", "3", "--season", "7");
        assertRows("b,1,2,3", "a,5,5,5");
        assertEquals("", err.toString(UTF_8));
        assertEquals(0, code);
    }

    @Test
    void without_a_season_there_is_none() throws IOException {
        assertEquals(0, run("a,7,7,7,7,7\n", "--horizon", "2"));
        assertRows("a,7,7");
    }

    @Test
    void an_interval_adds_its_lower_and_then_its_upper_ends() throws IOException {
        String noise =
                IntStream.range(0, 80).mapToObj(i -> "" + (100 + i * 37 % 11)).collect(Collectors.joining(","));
        assertEquals(0, run("a," + noise + "\n", "--horizon", "2", "--interval", "80"));
        String[] cells = out.toString(UTF_8).strip().split(",");
        assertEquals(7, cells.length);
        for (int i = 1; i <= 2; i++) {
            double point = Double.parseDouble(cells[i]);
            double low = Double.parseDouble(cells[2 + i]);
            double high = Double.parseDouble(cells[4 + i]);
            assertTrue(98 < low && low < point && point < high && high < 112, out.toString(UTF_8));
        }
    }

    @Test
    void a_header_is_known_by_its_first_word_or_by_having_no_number() throws IOException {
        for (String header : List.of("id,1,2,3", "\"V1\",\"V2\",\"V3\"", "sku,2026-01-01,2026-01-02")) {
            out.reset();
            assertEquals(0, run(header + "\na,4,4,4\n", "--horizon", "1"), err.toString(UTF_8));
            assertRows("a,4");
        }
    }

    @Test
    void quotes_blank_lines_line_ends_of_windows_and_a_byte_order_mark_are_read() throws IOException {
        String csv = "\uFEFF\"cod, \"\"dried\"\"\", 4 ,\"4\", +4.0,4e0\r\n\r\nKäse,3,3,3\r\n  \r\n";
        assertEquals(0, run(csv, "--horizon", "1"), err.toString(UTF_8));
        assertRows("\"cod, \"\"dried\"\"\",4", "Käse,3");
    }

    @Test
    void rows_differ_in_length_and_empty_cells_at_their_end_are_nothing() throws IOException {
        assertEquals(0, run("a," + weeks(4) + ",,,,,\nb,1,NA\n", "--horizon", "2", "--season", "7"));
        assertRows("a,1,2", "b,1,1");
    }

    @Test
    void what_is_missing_in_between_is_left_out_and_keeps_its_place() throws IOException {
        String gaps = weeks(5) + ",1,,NA,4,nan,6,7";
        assertEquals(0, run("a," + gaps + "\n", "--horizon", "7", "--season", "7"));
        assertRows("a,1,2,3,4,5,6,7");
    }

    @Test
    void a_bad_row_is_named_with_its_line_and_what_to_do_and_the_others_go_on() throws IOException {
        String csv = """
                id,v1
                a,4,4,4
                b,4,abc,4
                c,4,"4,4
                ,4,4
                e,,,
                f;4;4
                g,0x10
                h,1e99
                i,"4"4
                z,6,6,6
                """;
        assertEquals(1, run(csv, "--horizon", "1"));
        assertRows("a,4", "z,6");
        assertSaid(
                "series.csv:3: cell 3, 'abc', is no number. Write numbers as 12.5",
                "series.csv:4: a quote is opened and not closed.",
                "series.csv:5: the id is missing.",
                "series.csv:6: 'e' has no value.",
                "series.csv:7: there is no comma.",
                "series.csv:8: cell 2, '0x10', is no number.",
                "series.csv:9: cell 2, '1e99', is beyond",
                "series.csv:10: something follows a closed quote.",
                "8 row(s) left out");
    }

    @Test
    void what_was_negative_may_be_so_again_and_what_never_was_may_not() throws IOException {
        String falling =
                IntStream.range(0, 40).mapToObj(i -> "" + (100 - 2.5 * i)).collect(Collectors.joining(","));
        assertEquals(0, run("cold," + falling + ",-2.5,-5\nstock," + falling + "\n", "--horizon", "5"));
        List<String> rows = out.toString(UTF_8).lines().toList();
        assertTrue(Double.parseDouble(rows.getFirst().split(",")[5]) < -10, rows.toString());
        assertTrue(Double.parseDouble(rows.getLast().split(",")[5]) >= 0, rows.toString());
    }

    @Test
    void what_is_asked_for_wrongly_is_told_how_to_ask() throws IOException {
        assertEquals(2, run("a,1\n"));
        assertEquals(2, run("a,1\n", "--horizon", "0"));
        assertEquals(2, run("a,1\n", "--horizon", "1", "--season", "x"));
        assertEquals(2, run("a,1\n", "--horizon", "1", "--interval", "100"));
        assertEquals(2, run("a,1\n", "--horizon", "1", "--horizon", "2"));
        assertEquals(2, run("a,1\n", "--horizon", "1", "--fast"));
        assertEquals(2, execute(List.of("--horizon", "1")));
        assertEquals("", out.toString(UTF_8));
        assertSaid("forecast takes --series FILE.csv, --horizon 1 to 2000");
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        assertEquals(1, execute(List.of("--series", folder.resolve("none.csv").toString(), "--horizon", "1")));
        assertSaid("there is no file");
    }
}
