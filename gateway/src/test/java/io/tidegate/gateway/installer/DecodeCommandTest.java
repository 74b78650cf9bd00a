package io.tidegate.gateway.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an installer sees of codes. */
class DecodeCommandTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int decode(String typed, String... arguments) {
        InputStream in = new ByteArrayInputStream(typed.getBytes(UTF_8));
        return DecodeCommand.run(
                List.of(arguments), TODAY, in, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void each_code_is_a_line_of_json() {
        assertEquals(0, decode("", "4006381333931", "]C1010950110153000310A\\x1d17261331"));
        assertEquals(
                List.of(
                        "{\"kind\":\"ean\",\"ais\":[{\"ai\":\"01\",\"value\":\"04006381333931\"}],\"problems\":[]}",
                        "{\"kind\":\"gs1\",\"ais\":[{\"ai\":\"01\",\"value\":\"09501101530003\"},{\"ai\":\"10\",\"value\":\"A\"},"
                                + "{\"ai\":\"17\",\"value\":\"261331\"}],\"problems\":[{\"level\":\"error\",\"ai\":\"17\","
                                + "\"reason\":\"There is no such date: 261331.\"}]}"),
                lines());
    }

    @Test
    void every_kind_has_its_word() {
        assertEquals(
                0,
                decode(
                        "",
                        "--in-store",
                        "21IIIIIWW,WWWC",
                        "(01)12345678901231",
                        "https://id.gs1.org/01/09520123456788",
                        "02345673",
                        "123456789012345675",
                        "2100005080002",
                        "SHELF-7"));
        List<String> kinds = List.of("gs1", "digital-link", "ean", "sscc", "in-store", "internal");
        for (int at = 0; at < kinds.size(); at++) {
            assertTrue(lines().get(at).startsWith("{\"kind\":\"" + kinds.get(at) + "\","), lines().get(at));
        }
        assertTrue(lines().get(3).contains("{\"ai\":\"00\",\"value\":\"123456789012345675\"}"), lines().get(3));
        assertTrue(lines().get(4).contains("{\"ai\":\"3103\",\"value\":\"008000\"}"), lines().get(4));
        assertEquals("{\"kind\":\"internal\",\"ais\":[],\"problems\":[]}", lines().get(5));
    }

    @Test
    void what_is_wrong_with_the_code_as_a_whole_has_no_identifier() {
        assertEquals(0, decode("", ""));
        assertEquals(
                "{\"kind\":\"internal\",\"ais\":[],\"problems\":[{\"level\":\"error\",\"ai\":null,"
                        + "\"reason\":\"There is no code.\"}]}\n",
                out.toString(UTF_8));
    }

    @Test
    void without_codes_it_reads_lines_however_they_end() {
        assertEquals(0, decode("4006381333931\r\n10A\u001d21B\r02345673\n\nlast"));
        assertEquals(5, lines().size());
        assertTrue(lines().get(1).contains("{\"ai\":\"21\",\"value\":\"B\"}"), lines().get(1));
    }

    @Test
    void a_scan_is_answered_before_the_next_comes() throws IOException, InterruptedException {
        PipedOutputStream scanner = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(scanner);
                PipedInputStream answers = new PipedInputStream();
                PrintStream told = new PrintStream(new PipedOutputStream(answers), true, UTF_8)) {
            Thread command =
                    Thread.ofVirtual().name("decode").start(() -> DecodeCommand.run(List.of(), TODAY, in, told, told));
            scanner.write("4006381333931\n".getBytes(UTF_8));
            scanner.flush();
            assertEquals('{', answers.read());
            scanner.close();
            command.join();
        }
    }

    @Test
    void a_line_without_end_does_not_fill_the_memory() {
        byte[] endless = new byte[3_000_000];
        Arrays.fill(endless, (byte) '1');
        assertEquals(0, decode(new String(endless, UTF_8) + "\n02345673\n"));
        assertTrue(lines().getFirst().contains("A code has at most"), lines().getFirst());
        assertEquals(2, lines().size());
    }

    @Test
    void it_ends_when_nobody_reads_on() {
        PrintStream closed = new PrintStream(new OutputStream() {
            @Override
            public void write(int letter) throws IOException {
                throw new IOException("broken pipe");
            }
        });
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '\n';
            }
        };
        assertEquals(0, DecodeCommand.run(List.of(), TODAY, endless, closed, closed));
    }

    @Test
    void eight_digits_may_be_meant_as_upc_e() {
        assertEquals(0, decode("", "--upc-e", "01234558"));
        assertTrue(lines().getFirst().contains("00012345000058"), lines().getFirst());
    }

    @Test
    void a_code_may_begin_like_an_option() {
        assertEquals(0, decode("", "--", "--in-store"));
        assertTrue(lines().getFirst().startsWith("{\"kind\":\"internal\""));
        assertEquals(0, decode("", "-5"));
    }

    @Test
    void what_it_does_not_take_is_told() {
        assertEquals(2, decode("", "--in-stoer", "21IIIIIWW,WWWC"));
        assertEquals(2, decode("", "--in-store"));
        assertEquals(2, decode("", "--in-store", "40IIIIIWW,WWWC", "1"));
        assertTrue(err.toString(UTF_8).contains("must begin with 2 or 02"), err.toString(UTF_8));
    }
}
