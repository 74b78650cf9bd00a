package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the texts of MQTT 3.1.1 and 5.0 forbid, packet by packet. Each row of {@code misbehaviour.txt} names the normative
 * statement, the version, whether a CONNECT goes before, the bytes, and what must come back until the connection is
 * closed.
 */
class MisbehaviourTest {

    @TempDir
    static Path folder;

    static RunningIntake running;

    /**
     * @param statement of the text, such as MQTT-3.1.0-2
     * @param version 3 for 3.1.1, 5
     * @param connected whether the client is connected first
     * @param answer packets in hex, then {@code closed} or, when the connection goes on, {@code open}
     */
    record Row(String statement, int version, boolean connected, String what, byte[] bytes, String answer) {

        /** Columns are separated by bars: statement, version, state, what it is about, bytes, answer. */
        static Row of(String line) {
            String[] columns = line.split("\\|");
            if (columns.length != 6) {
                throw new IllegalArgumentException("six columns, please: " + line);
            }
            return new Row(
                    columns[0].trim(),
                    columns[1].trim().equals("3") ? 3 : 5,
                    columns[2].trim().equals("connected"),
                    columns[3].trim(),
                    spelled(columns[4].trim()),
                    columns[5].trim());
        }

        /** {@code 30(...)} is a packet whose remaining length is counted here; everything else is as it stands. */
        private static byte[] spelled(String text) {
            var bytes = new java.io.ByteArrayOutputStream();
            String rest = text;
            while (!rest.isEmpty()) {
                int open = rest.indexOf('(');
                if (open < 0) {
                    bytes.writeBytes(Wire.bytes(rest));
                    break;
                }
                int close = rest.indexOf(')');
                bytes.writeBytes(Wire.bytes(rest.substring(0, open - 2)));
                int first = Integer.parseInt(rest.substring(open - 2, open), 16);
                bytes.writeBytes(Wire.packet(first, rest.substring(open + 1, close)));
                rest = rest.substring(close + 1).trim();
            }
            return bytes.toByteArray();
        }

        @Override
        public String toString() {
            return statement + " v" + version + ": " + what;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        running = RunningIntake.start(folder, new MqttSettings.Limits(100, 4_096, 20_000, 8, 10, 100));
        running.intake.subscribe(List.of("floor/#"), HandInbox.acknowledging());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    static Stream<Row> rows() throws IOException {
        try (var in = MisbehaviourTest.class.getResourceAsStream("misbehaviour.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Row::of).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void is_answered_as_the_text_says(Row row) throws Exception {
        try (Wire wire = row.connected ? connected(row) : new Wire(running.port())) {
            wire.send(row.bytes);
            assertEquals(row.answer, conversation(wire, row.answer));
        }
        try (Wire good = Wire.connectedV3(running.port(), "good")) {
            good.send(Wire.packet(0x32, "'floor/a/b' 0001 31"));
            assertEquals("40 02 00 01", good.receive(), "a good client is served as before");
        }
    }

    @org.junit.jupiter.api.Test
    void both_versions_have_many_rows() throws IOException {
        assertTrue(rows().filter(row -> row.version == 3).count() >= 40);
        assertTrue(rows().filter(row -> row.version == 5).count() >= 60);
    }

    private static Wire connected(Row row) throws IOException {
        return row.version == 3 ? Wire.connectedV3(running.port(), "bad") : Wire.connectedV5(running.port(), "bad");
    }

    /** So many answers, then all until the end, or until the answer to a ping shows that the connection is still good. */
    private static String conversation(Wire wire, String expected) throws IOException {
        int answers = expected.split(",").length - 1;
        boolean open = expected.endsWith("open");
        List<String> packets = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            packets.add(shortened(wire.receive()));
        }
        if (open) {
            wire.send("c000");
        }
        while (true) {
            String next = wire.receive();
            packets.add(next.equals("d0 00") ? "open" : shortened(next));
            if (next.equals("d0 00") || next.equals(Wire.CLOSED)) {
                return String.join(", ", packets);
            }
        }
    }

    /** CONNACK's properties are our offer, not an answer to the row. */
    private static String shortened(String packet) {
        return packet.startsWith("20 ") && packet.length() > "20 03 00 00 00".length() ? "20" : packet;
    }
}
