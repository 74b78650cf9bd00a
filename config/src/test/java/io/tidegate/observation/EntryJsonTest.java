package io.tidegate.observation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryJsonTest {

    private static final Origin ORIGIN = new Origin("corner-shop", "gw-1");
    private static final DeviceId FRIDGE = new DeviceId("fridge-2");
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00.123456Z");

    @Test
    void a_reading_is_written_as_the_fixed_contract_says() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("temperature", Value.of(3.4));
        fields.put("door", Value.of(false));
        assertEquals(
                "{\"id\":\"gw-1:4711\",\"site\":\"corner-shop\",\"gateway\":\"gw-1\",\"kind\":\"reading\","
                        + "\"device\":\"fridge-2\",\"time\":\"2026-11-23T10:00:00.123Z\","
                        + "\"fields\":{\"temperature\":3.4,\"door\":false}}",
                json(new Observation.Reading(FRIDGE, TEN, fields)));
    }

    @Test
    void a_scan_keeps_its_characters_as_they_were_read() {
        assertEquals(
                "{\"id\":\"gw-1:4711\",\"site\":\"corner-shop\",\"gateway\":\"gw-1\",\"kind\":\"scan\","
                        + "\"device\":\"till\",\"time\":\"2026-11-23T10:00:00.123Z\","
                        + "\"data\":\"0104012345\\u001D10AB\",\"symbology\":\"gs1-128\"}",
                json(new Observation.Scan(new DeviceId("till"), TEN, "0104012345\u001d10AB", Symbology.GS1_128)));
    }

    @Test
    void a_scan_keeps_the_id_that_its_sender_gave_it() throws Exception {
        Observation.Scan scan = new Observation.Scan(
                new DeviceId("page-1"),
                Instant.ofEpochMilli(TEN.toEpochMilli()),
                "4006381333931",
                Symbology.EAN_13,
                Optional.of("7f3a"));
        String json = json(scan);
        assertTrue(json.endsWith("\"symbology\":\"ean-13\",\"scanId\":\"7f3a\"}"), json);
        assertEquals(
                List.of(new ObservationJson.Good(scan)),
                ObservationJson.read(json.getBytes(StandardCharsets.UTF_8), TEN));
    }

    @Test
    void a_fault_says_its_reason() {
        assertEquals(
                "{\"id\":\"gw-1:4711\",\"site\":\"corner-shop\",\"gateway\":\"gw-1\",\"kind\":\"fault\","
                        + "\"device\":\"fridge-2\",\"time\":\"2026-11-23T10:00:00.123Z\",\"reason\":\"no answer\"}",
                json(new Observation.Fault(FRIDGE, TEN, "no answer")));
    }

    @Test
    void a_summary_tells_what_each_field_was_and_that_others_are_a_part_of_it() {
        Map<String, Summary.Digest> fields = new LinkedHashMap<>();
        fields.put("temperature", new Summary.Spread(59, 3.1, 3.4, 4));
        fields.put("door", new Summary.Last(12, Value.of(false)));
        Instant at = Instant.parse("2026-11-23T10:00:00.123Z");
        Observation summary = new Summary(new DeviceId("fridge-2"), at, at.plusSeconds(58), 59, fields);
        assertEquals(
                """
                {"id":"gw-1:4711","site":"corner-shop","gateway":"gw-1","kind":"summary","device":"fridge-2",\
                "time":"2026-11-23T10:00:00.123Z","summedUp":58,"until":"2026-11-23T10:00:58.123Z","readings":59,\
                "fields":{"temperature":{"count":59,"min":3.1,"mean":3.4,"max":4},"door":{"count":12,"last":false}}}""",
                new String(
                        EntryJson.object(new Origin("corner-shop", "gw-1"), new Entry(4711, at, summary, true, 58)),
                        StandardCharsets.UTF_8));
    }

    @Test
    void whole_numbers_have_no_fraction_and_large_ones_no_invented_digits() {
        assertEquals("4", field(4.0));
        assertEquals("-17", field(-17));
        assertEquals("0.1", field(0.1));
        assertEquals("1.0E300", field(1e300));
        assertEquals("9007199254740991", field(0x1p53 - 1));
    }

    @Test
    void a_time_has_24_characters_because_no_observation_has_another() {
        for (Instant edge : List.of(Observation.EARLIEST, Observation.LATEST)) {
            assertEquals(
                    24,
                    EntryJson.time(new Observation.Fault(FRIDGE, edge, "x").at())
                            .length());
        }
        for (Instant beyond : List.of(Observation.EARLIEST.minusNanos(1), Observation.LATEST.plusNanos(1))) {
            assertThrows(IllegalArgumentException.class, () -> new Observation.Fault(FRIDGE, beyond, "x"));
            assertThrows(
                    IllegalArgumentException.class, () -> new Observation.Scan(FRIDGE, beyond, "x", Symbology.UNKNOWN));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Observation.Reading(FRIDGE, beyond, Map.of("t", Value.of(1))));
        }
    }

    @Test
    void a_batch_is_an_array_in_order() {
        Observation fault = new Observation.Fault(FRIDGE, TEN, "x");
        String json =
                new String(EntryJson.array(ORIGIN, List.of(new Entry(1, TEN, fault), new Entry(2, TEN, fault))), UTF_8);
        assertEquals(json, "[" + json(1, fault) + "," + json(2, fault) + "]");
    }

    private static String field(double number) {
        String json = json(new Observation.Reading(FRIDGE, TEN, Map.of("n", Value.of(number))));
        return json.substring(json.indexOf("\"n\":") + 4, json.length() - 2);
    }

    private static String json(Observation seen) {
        return json(4711, seen);
    }

    private static String json(long position, Observation seen) {
        return new String(EntryJson.object(ORIGIN, new Entry(position, TEN, seen)), UTF_8);
    }
}
