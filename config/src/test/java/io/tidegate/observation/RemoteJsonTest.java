package io.tidegate.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.CommandResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class RemoteJsonTest {

    private static final DeviceId HQ = new DeviceId("hq");
    private static final Instant AT = Instant.parse("2026-11-29T10:00:00.123Z");

    /** Of each kind and outcome. */
    public static List<Remote> samples() {
        return List.of(
                RemoteJson.command(HQ, AT, bytes("{\"id\":\"c-1\",\"command\":\"switch\",\"set\":{\"on\":true}}")),
                new CommandResult(
                        HQ, AT, "c-1", Optional.of("switch"), Outcome.DONE, Optional.empty(), Optional.empty()),
                new CommandResult(
                        HQ,
                        AT,
                        "c-2",
                        Optional.of("report"),
                        Outcome.DONE,
                        Optional.empty(),
                        Optional.of("{\"a\":[1,{\"b\":\"}\"}],\"c\":1.50}")),
                new CommandResult(
                        HQ,
                        AT,
                        "c-3",
                        Optional.empty(),
                        Outcome.DECLINED,
                        Optional.of("no \"JSON\""),
                        Optional.empty()),
                new CommandResult(
                        HQ, AT, "ü 4", Optional.of("x"), Outcome.EXPIRED, Optional.of("late"), Optional.empty()),
                new CommandResult(
                        HQ, AT, "c-5", Optional.of("x"), Outcome.FAILED, Optional.of("crash"), Optional.of("[]")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_site_file_that_a_cloud_sends_stands_in_the_journal_and_goes_to_no_cloud() {
        String asked =
                "{\"id\":\"c-1\",\"command\":\"configure\",\"site\":\"url: https://a/?key=k\",\"expires\":\"x\"}";
        RemoteCommand command = new RemoteCommand(new DeviceId("hq"), Instant.EPOCH, "c-1", asked);
        assertEquals(asked, RemoteJson.text(command));
        String sent = new String(
                EntryJson.object(new Origin("shop", "gw-1"), new Entry(1, Instant.EPOCH, command)),
                StandardCharsets.UTF_8);
        assertTrue(sent.endsWith("\"command\":{\"id\":\"c-1\",\"command\":\"configure\",\"expires\":\"x\"}}"), sent);
    }

    @Test
    void what_is_written_is_read_as_it_was() {
        for (Remote each : samples()) {
            String text = RemoteJson.text(each);
            assertEquals(each, RemoteJson.read(each.kind(), HQ, AT, text));
            assertTrue(RemoteJson.roughLength(each) + 8 >= text.length(), text);
        }
    }

    @Test
    void a_command_stands_in_an_entry_as_it_came_but_for_blanks() {
        RemoteCommand command = RemoteJson.command(
                HQ, AT, bytes("{ \"id\" : \"c-1\",\n\"n\": 1.50, \"far\":[ {\"new\":null} ], \"t\":\"\\u00fc\\n\" }"));
        assertEquals("c-1", command.id());
        assertEquals(
                "{\"id\":\"gw-1:7\",\"site\":\"shop\",\"gateway\":\"gw-1\",\"kind\":\"command\",\"device\":\"hq\","
                        + "\"time\":\"2026-11-29T10:00:00.123Z\",\"command\":{\"id\":\"c-1\",\"n\":1.50,"
                        + "\"far\":[{\"new\":null}],\"t\":\"ü\\n\"}}",
                new String(
                        EntryJson.object(new Origin("shop", "gw-1"), new Entry(7, AT, command)),
                        StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "                                     | There is no |      ",
                "switch it                            | Not JSON    |      ",
                "[]                                   | no JSON object |   ",
                "{\"command\":\"switch\"}             | 'id' is missing |  ",
                "{\"id\":7}                           | 'id' is no text |  ",
                "{\"id\":\" \"}                       | 'id' is no id |    ",
                "{\"id\":\"a\"} {}                    | There is more |  a ",
                "{\"id\":\"a\",\"id\":\"b\"}          | twice       |    a ",
                "{\"id\":\"a\",\"x\":                 | complete    |    a ",
                "{\"id\":\"a\\ud800\"}                | half        |      ",
                "{\"id\":\"a\",\"x\":\"\\ud800\"}     | half        |    a ",
                "{\"x\":[{\"id\":\"b\"}],\"id\":\"a\"}x | Not JSON   |    a "
            })
    void what_is_no_command_is_told_and_its_sender_made_out_where_that_is_possible(
            String payload, String reason, String id) {
        byte[] bytes = bytes(payload == null ? "" : payload);
        IllegalArgumentException unfit =
                assertThrows(IllegalArgumentException.class, () -> RemoteJson.command(HQ, AT, bytes));
        assertTrue(
                String.valueOf(unfit.getMessage()).contains(payload == null ? "no JSON object" : reason),
                unfit.getMessage());
        assertEquals(Optional.ofNullable(id), RemoteJson.idIn(bytes));
    }

    @Test
    void the_items_of_a_list_come_out_as_they_stand_there() {
        List<String> items = RemoteJson.items(bytes("[ {\"id\":\"ü\", \"x\": [1, 2]} ,7,\"text\", [ ] ]")).stream()
                .map(each -> new String(each, StandardCharsets.UTF_8).strip())
                .toList();
        assertEquals(List.of("{\"id\":\"ü\", \"x\": [1, 2]}", "7", "\"text\"", "[ ]"), items);
        for (String other : List.of("", "{}", "[", "[{]", "[] 1", "[1,]")) {
            assertThrows(IllegalArgumentException.class, () -> RemoteJson.items(bytes(other)), other);
        }
    }

    @Test
    void a_large_one_is_refused_before_it_is_read_and_still_answered() {
        byte[] large = bytes("{\"id\":\"c-1\",\"x\":\"" + "x".repeat(1_000_000) + "\"}");
        assertThrows(IllegalArgumentException.class, () -> RemoteJson.command(HQ, AT, large));
        assertEquals(Optional.of("c-1"), RemoteJson.idIn(large));
        byte[] deep = bytes("{\"id\":\"c-1\",\"x\":" + "[".repeat(8_000));
        assertThrows(IllegalArgumentException.class, () -> RemoteJson.command(HQ, AT, deep));
    }

    @Test
    void what_is_no_text_at_all_is_no_command() {
        byte[] binary = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xff, (byte) 0xc3, '"', '}'};
        assertThrows(IllegalArgumentException.class, () -> RemoteJson.command(HQ, AT, binary));
        assertEquals(Optional.empty(), RemoteJson.idIn(binary));
    }
}
