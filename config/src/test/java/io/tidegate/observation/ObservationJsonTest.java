package io.tidegate.observation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Observation.Fault;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Observation.Scan;
import io.tidegate.observation.ObservationJson.Bad;
import io.tidegate.observation.ObservationJson.Good;
import io.tidegate.observation.ObservationJson.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationJsonTest {

    private static final Instant ARRIVAL = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00.123Z");
    private static final DeviceId FRIDGE = new DeviceId("fridge-2");

    @Test
    void what_entry_json_writes_is_read_back() throws UnreadableJson {
        List<Observation> seen = List.of(
                new Reading(FRIDGE, TEN, Map.of("temperature", Value.of(3.4))),
                new Reading(FRIDGE, TEN, Map.of("door", Value.of(false))),
                new Reading(FRIDGE, TEN, Map.of("mode", Value.of("eco \u00e9"))),
                new Scan(FRIDGE, TEN, "0104012345\u001d10AB", Symbology.GS1_128),
                new Fault(FRIDGE, TEN, "no answer"));
        byte[] json = EntryJson.array(
                new Origin("shop", "gw-1"),
                seen.stream().map(each -> new Entry(1, ARRIVAL, each)).toList());
        assertEquals(seen.stream().<Item>map(Good::new).toList(), ObservationJson.read(json, ARRIVAL));
    }

    @Test
    void the_least_that_is_needed_is_a_device_and_a_value() throws UnreadableJson {
        assertEquals(
                new Reading(FRIDGE, ARRIVAL, Map.of("t", Value.of(4))), good("{'device':'fridge-2','fields':{'t':4}}"));
        assertEquals(
                new Scan(FRIDGE, ARRIVAL, "96385074", Symbology.UNKNOWN),
                good("{'device':'fridge-2','data':'96385074'}"));
    }

    @ParameterizedTest
    @CsvSource({
        "'2026-11-23T11:00:00.123+01:00', 2026-11-23T10:00:00.123Z",
        "1795428000, 2026-11-23T10:00:00Z",
        "1795428000123, 2026-11-23T10:00:00.123Z",
        "1795428000123456, 2026-11-23T10:00:00.123Z"
    })
    void a_time_is_rfc_3339_or_counted_from_1970(String time, Instant expected) throws UnreadableJson {
        String value = time.contains("T") ? "'" + time + "'" : time;
        assertEquals(
                expected,
                good("{'time':" + value + ",'device':'fridge-2','fields':{'t':4}}")
                        .at());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'fields':{'t':4}} | 'device' is missing",
                "{'device':'Fridge 2','fields':{'t':4}} | is no device id",
                "{'device':7,'fields':{'t':4}} | 'device' is no text",
                "{'device':'a'} | There is no value",
                "{'device':'a','fields':{}} | 1 to 128 fields",
                "{'device':'a','fields':{'':4}} | no field name",
                "{'device':'a','fields':[1]} | 'fields' is no JSON object",
                "{'device':'a','fields':{'b':{'c':1}}} | object or array",
                "{'device':'a','fields':{'b':1e999}} | too large",
                "{'device':'a','kind':'alert','fields':{'b':1}} | cannot be sent in",
                "{'device':'a','kind':'scan','fields':{'b':1}} | needs 'data'",
                "{'device':'a','data':''} | 1 to 7089 characters",
                "{'device':'a','data':'1','scanId':''} | 1 to 48 letters",
                "{'device':'a','data':'1','scanId':'a b'} | without spaces",
                "{'device':'a','data':'1','symbology':'ean'} | no symbology",
                "{'device':'a','data':'1','symbolgy':'ean-13'} | 'symbolgy' is not known",
                "{'device':'a','time':'yesterday','fields':{'b':1}} | no RFC 3339",
                "{'device':'a','time':'2026-11-23T10:00:00','fields':{'b':1}} | with an offset",
                "{'device':'a','time':-5,'fields':{'b':1}} | since 1970",
                "{'device':'a','time':'+999999999-01-01T00:00:00Z','fields':{'b':1}} | more than a day ahead",
                "{'device':'a','time':'-0044-03-15T00:00:00Z','fields':{'b':1}} | before the year 2000",
                "{'device':'a','time':1,'data':'1'} | before the year 2000",
                "{'device':'a','time':'2026-11-25T09:00:01Z','reason':'x'} | ahead of the gateway's clock, which says 2026",
                "{'device':'a','time':[5],'fields':{'b':1}} | neither text nor number",
                "7 | no JSON object"
            })
    void a_bad_item_is_told_and_the_next_one_is_read(String bad, String reason) throws UnreadableJson {
        List<Item> items = read("[" + bad + ",{'device':'fridge-2','fields':{'t':4}}]");
        assertTrue(assertInstanceOf(Bad.class, items.get(0)).reason().contains(reason), items.toString());
        assertInstanceOf(Good.class, items.get(1));
    }

    @Test
    void while_the_gateways_own_clock_was_never_set_a_senders_time_is_believed() throws UnreadableJson {
        Instant neverSet = Instant.parse("1970-01-01T00:00:40Z");
        assertEquals(
                List.of(new Good(new Scan(FRIDGE, TEN, "1", Symbology.UNKNOWN))), scanAt("'" + TEN + "'", neverSet));
        assertInstanceOf(Bad.class, scanAt("'2100-01-01T00:00:01Z'", neverSet).getFirst());
        assertInstanceOf(Bad.class, scanAt("40", neverSet).getFirst());
    }

    private static List<Item> scanAt(String time, Instant arrival) throws UnreadableJson {
        return read("{'device':'fridge-2','time':" + time + ",'data':'1'}", arrival);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[{},", "nonsense", "{'a':NaN}", "{} {}", "{'device':'a','device':'b'}", "[01]"})
    void what_is_no_json_is_refused_as_a_whole(String text) {
        UnreadableJson refused = assertThrows(UnreadableJson.class, () -> read(text));
        assertFalse(refused.tooLarge());
    }

    @Test
    void what_is_above_a_limit_is_refused_as_a_whole() {
        String many = "[" + "{},".repeat(JsonItems.ITEMS_MAX) + "{}]";
        assertTrue(assertThrows(UnreadableJson.class, () -> read(many)).tooLarge());
        String deep = "[".repeat(100_000);
        assertTrue(assertThrows(UnreadableJson.class, () -> read(deep)).tooLarge());
        String longText = "{'device':'" + "a".repeat(Scan.DATA_LENGTH_MAX + 1) + "'}";
        assertTrue(assertThrows(UnreadableJson.class, () -> read(longText)).tooLarge());
    }

    @Test
    void one_field_too_many_is_told_and_costs_no_memory() throws UnreadableJson {
        StringBuilder fields = new StringBuilder("'f':0");
        for (int i = 0; i < 5_000; i++) {
            fields.append(",'f").append(i).append("':").append(i);
        }
        Bad bad = assertInstanceOf(
                Bad.class, read("{'device':'a','fields':{" + fields + "}}").getFirst());
        assertTrue(bad.reason().contains("128"), bad.reason());
    }

    private static Observation good(String json) throws UnreadableJson {
        return assertInstanceOf(Good.class, read(json).getFirst()).observation();
    }

    /** With ' for ", so that the examples can be read. */
    private static List<Item> read(String json) throws UnreadableJson {
        return read(json, ARRIVAL);
    }

    private static List<Item> read(String json, Instant arrival) throws UnreadableJson {
        return ObservationJson.read(json.replace('\'', '"').getBytes(UTF_8), arrival);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':NaN} | Not JSON: 'NaN' cannot stand there (line 1, column 9).",
                "{'a':-Infinity} | Not JSON: '-Infinity' cannot stand there (line 1, column 15).",
                "{'a':yes} | Not JSON: 'yes' cannot stand there (line 1, column 6).",
                "{'a':1,} | Not JSON: '}' cannot stand there (line 1, column 8).",
                "{'a':1,'a':2} | Not JSON: 'a' stands in one object twice (line 1, column 11).",
                "[{}, | Not JSON: it ends before it is complete (line 1, column 5).",
                "{ | Not JSON: it ends before it is complete (line 1, column 2).",
                "[01] | Not JSON: a number or a text is not written as JSON has it (line 1, column 3).",
                "[[[[[[[[[ | Too long or too deep: there are more levels than 8 (line 1, column 10). Send less at once."
            })
    void what_is_wrong_with_it_is_told_in_plain_words_with_its_place(String text, String told) {
        assertEquals(told, assertThrows(UnreadableJson.class, () -> read(text)).getMessage());
    }

    @Test
    void what_is_too_long_is_told_with_the_limit() {
        String text = told("{'device':'" + "a".repeat(10_000) + "'}");
        assertTrue(
                text.startsWith("Too long or too deep: a text is longer than 7089 characters (line 1, column "), text);
        String name = told("{'" + "a".repeat(200) + "':1}");
        assertTrue(
                name.startsWith("Too long or too deep: a name is longer than 128 characters (line 1, column "), name);
        String number = told("{'device':" + "1".repeat(100) + "}");
        assertTrue(number.contains(": a number is longer than 64 characters (line 1, column "), number);
    }

    @Test
    void bytes_that_are_no_text_are_told() {
        byte[] noUtf8 = {'[', '"', (byte) 0xff, '"', ']'};
        assertEquals(
                "Not JSON: it is no UTF-8 (line 1, column 4).",
                assertThrows(UnreadableJson.class, () -> ObservationJson.read(noUtf8, ARRIVAL))
                        .getMessage());
        byte[] noEncoding = {0, 0, '[', 0};
        assertEquals(
                "Not JSON: it is in no encoding that JSON has.",
                assertThrows(UnreadableJson.class, () -> ObservationJson.read(noEncoding, ARRIVAL))
                        .getMessage());
    }

    private static String told(String json) {
        return String.valueOf(
                assertThrows(UnreadableJson.class, () -> read(json)).getMessage());
    }
}
