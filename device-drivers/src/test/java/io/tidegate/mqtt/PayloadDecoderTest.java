package io.tidegate.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.mqtt.Understood.Bare;
import io.tidegate.mqtt.Understood.Code;
import io.tidegate.mqtt.Understood.Members;
import io.tidegate.mqtt.Understood.Unreadable;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadDecoderTest {

    private final PayloadDecoder decoder = new PayloadDecoder(Optional.of("time"));

    private Understood decode(String payload) {
        return decoder.decode(payload.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "4.2, 4.2",
        "0, 0",
        "-0.5, -0.5",
        "' 21.5 ', 21.5",
        "-4e-3, -0.004",
        "1E3, 1000",
        "23.06, 23.06",
        "4006381333931, 4006381333931",
        "0.1, 0.1",
        "123456789012345.678, 123456789012345.678",
        "100, 100"
    })
    void a_number_is_a_number(String payload, double number) {
        assertEquals(new Bare(Value.of(number)), decode(payload));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12,5 | 12.5",
                "-0,5 | -0.5",
                "21,5 \u00b0C | 21.5",
                "21,5\u00a0\u00b0C | 21.5",
                "21.5C | 21.5",
                "48 % | 48",
                "1,25 kWh | 1.25",
                "100 | 100",
                "{\"t\": \"21,5 \u00b0C\"} | 21.5",
                "{\"t\": \"21\"} | 21"
            })
    void where_the_site_file_says_how_numbers_are_written_they_are_numbers(String payload, double number) {
        assertEquals(Value.of(number), value(written(payload)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.234,5", "1,234,567", "1,234.5", ",5", "5,", "21,5 F", "\u00b0C", "007 %", "12,5 % C", "open"})
    void and_what_is_written_otherwise_stays_a_text(String payload) {
        assertEquals(Value.of(payload), value(written(payload)));
    }

    private static Understood written(String payload) {
        WrittenNumbers written = new WrittenNumbers(true, List.of("h", "C", "\u00b0C", "%", "kWh"));
        return new PayloadDecoder(Optional.empty(), written).decode(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static Value value(Understood understood) {
        return switch (understood) {
            case Bare bare -> bare.value();
            case Members members -> members.fields().get("t");
            case Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }

    @Test
    void numbers_are_read_as_exactly_as_the_jdk_reads_them() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            String text = java.math.BigDecimal.valueOf(
                            random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L), random.nextInt(13))
                    .toPlainString();
            assertEquals(new Bare(Value.of(Double.parseDouble(text))), decode(text), text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "21,5",
                "21.5 C",
                "007",
                "0x1F",
                "1.",
                ".5",
                "+5",
                "--1",
                "1e",
                "NaN",
                "Infinity",
                "1.2.3",
                "idle",
                "ü"
            })
    void what_is_no_number_is_text(String payload) {
        assertEquals(new Bare(Value.of(payload)), decode(payload));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "ON, true", "On, true", "false, false", "off, false", "OFF, false"})
    void boolean_words_are_flags(String payload, boolean flag) {
        assertEquals(new Bare(Value.of(flag)), decode(payload));
    }

    @Test
    void an_object_is_flattened_with_dots_and_keeps_its_order() {
        Members members = assertInstanceOf(
                Members.class,
                decode(
                        "{\"t\":3.4,\"door\":false,\"ENERGY\":{\"Power\":12,\"Phase\":[1,2]},\"mode\":\"eco\",\"x\":null}"));
        assertEquals(
                List.of("t", "door", "ENERGY.Power", "ENERGY.Phase.0", "ENERGY.Phase.1", "mode"),
                new ArrayList<>(members.fields().keySet()));
        assertEquals(Value.of(12), members.fields().get("ENERGY.Power"));
        assertNull(members.time());
    }

    @ParameterizedTest
    @CsvSource({
        "'\"2026-11-23T11:00:00.250+01:00\"', 2026-11-23T10:00:00.250Z",
        "1795428000,    2026-11-23T10:00:00Z",
        "1795428000.25, 2026-11-23T10:00:00.250Z",
        "1795428000250, 2026-11-23T10:00:00.250Z",
        "1795428000250000, 2026-11-23T10:00:00.250Z"
    })
    void the_time_member_is_the_time_and_no_field(String json, Instant time) {
        Members members = assertInstanceOf(Members.class, decode("{\"t\":1,\"time\":" + json + "}"));
        assertEquals(time, members.time());
        assertEquals(Map.of("t", Value.of(1)), members.fields());
    }

    @Test
    void a_local_time_is_no_time_but_a_field() {
        Members members = assertInstanceOf(Members.class, decode("{\"t\":1,\"time\":\"2026-11-23T10:00:00\"}"));
        assertNull(members.time());
        assertEquals(Value.of("2026-11-23T10:00:00"), members.fields().get("time"));
    }

    @Test
    void a_member_scan_is_a_bar_code() {
        Members members = assertInstanceOf(
                Members.class, decode("{\"scan\":\"4006381333931\",\"symbology\":\"ean-13\",\"battery\":80}"));
        assertEquals(new Code("4006381333931", Symbology.EAN_13, Optional.empty()), members.code());
        assertEquals(Map.of("battery", Value.of(80)), members.fields());
        assertEquals(
                new Members(Map.of(), null, new Code("x", Symbology.UNKNOWN, Optional.empty())),
                decode("{\"scan\":\"x\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"scan\":\"x\",\"scanId\":\"17\"}", "{\"scanId\":\"17\",\"scan\":\"x\"}"})
    void beside_it_the_senders_own_id_of_the_scan_may_stand(String payload) {
        Members scan = new Members(Map.of(), null, new Code("x", Symbology.UNKNOWN, Optional.of("17")));
        assertEquals(scan, decode(payload));
        assertEquals(scan, written(payload));
    }

    @Test
    void where_nothing_was_scanned_an_id_is_a_field_like_any_other() {
        assertEquals(new Members(Map.of("scanId", Value.of("17")), null, null), decode("{\"scanId\":\"17\"}"));
        assertEquals(
                new Members(Map.of("scan", Value.of(true), "scanId", Value.of(17)), null, null),
                decode("{\"scan\":true,\"scanId\":17}"));
    }

    @Test
    void what_cannot_be_understood_says_why() {
        unreadable("", "empty");
        unreadable("  \r\n", "empty");
        unreadable("[1,2]", "array");
        unreadable("{\"t\":", "is none");
        unreadable("{\"t\":1} x", "is none");
        unreadable("{\"t\":1}{\"t\":2}", "more after");
        unreadable("{}", "no value");
        unreadable("{\"t\":null}", "no value");
        unreadable("{\"t\":1e999}", "too large");
        unreadable("1e999", "too large");
        unreadable("{\"\":1}", "name is empty");
        unreadable("{\"scan\":5449000000996}", "Put the code in quotes");
        unreadable("{\"scan\":[\"a\"]}", "Put the code in quotes");
        unreadable("{\"scan\":\"\",\"battery\":80}", "'scan' is empty");
        unreadable("{\"scan\":\"x\",\"scanId\":17}", "'scanId' is no text of 1 to 48");
        unreadable("{\"scan\":\"x\",\"scanId\":\"\"}", "'scanId' is no text of 1 to 48");
        unreadable("{\"scan\":\"x\",\"scanId\":\"a b\"}", "'scanId' is no text of 1 to 48");
        unreadable("{\"scan\":\"" + "x".repeat(7_090) + "\"}", "is none: a text is longer than 7089 characters. Mend");
        unreadable("{\"t\":NaN}", "is none: 'NaN' cannot stand there (line 1, column 9). Mend");
        unreadable("{\"a\":".repeat(40) + "1" + "}".repeat(40), "is none");
        unreadable("x".repeat(Value.TEXT_LENGTH_MAX + 1), "1025 characters");
        unreadable("{\"t\":\"" + "x".repeat(Value.TEXT_LENGTH_MAX + 1) + "\"}", "1025 characters");
        unreadable("x".repeat(PayloadDecoder.PAYLOAD_BYTES_MAX + 1), "65537 bytes");
        unreadable("a\u0000b", "control characters");
        unreadable(
                IntStream.range(0, 129).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(",", "{", "}")),
                "more than 128");
        assertInstanceOf(Unreadable.class, decoder.decode(new byte[] {(byte) 0xC3, 0x28}));
        assertInstanceOf(
                Unreadable.class, decoder.decode(new byte[] {'{', '"', (byte) 0xC3, 0x28, '"', ':', '1', '}'}));
    }

    @Test
    void no_payload_makes_it_throw() {
        SplittableRandom random = new SplittableRandom(42);
        byte[] sample = "{\"t\":3.4,\"time\":\"2026-11-23T10:00:00Z\",\"a\":[{\"b\":true}],\"scan\":\"1\"}"
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] payload = sample.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            decoder.decode(payload);
        }
    }

    private void unreadable(String payload, String reason) {
        Unreadable said = assertInstanceOf(Unreadable.class, decode(payload));
        assertTrue(said.reason().contains(reason), said.reason());
    }
}
