package io.tidegate.gateway.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.installer.ReceiverReport.Gap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a receiver reports, and what is sent once more for it. */
class ReconcileCommandTest {

    private static List<ReceiverReport> read(String json) throws IOException {
        return ReceiverReport.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_report_tells_of_each_gateway() throws IOException {
        assertEquals(
                List.of(
                        new ReceiverReport("gw-1", 4709, 4711, List.of(new Gap(17, 18))),
                        new ReceiverReport("gw-2", 3, 3, List.of())),
                read("""
                        [{"gateway": "gw-1", "entries": 4709, "last": 4711, "gaps": [[17, 18]], "since": {"a": [1]}},
                         {"gateway": "gw-2", "entries": 3, "last": 3, "gaps": []}]"""));
    }

    @Test
    void what_is_no_report_is_told() {
        for (String wrong : List.of("{}", "[1]", "not json", "[{\"gateway\": \"gw-1\", \"gaps\": [[5, 4]]}]", "")) {
            IOException refused = assertThrows(IOException.class, () -> read(wrong), wrong);
            assertTrue(!refused.getMessage().isBlank(), wrong);
        }
    }

    @Test
    void many_gaps_become_few_that_hold_all_of_them_and_little_between() {
        List<Gap> gaps = List.of(new Gap(1, 1), new Gap(3, 4), new Gap(100, 110), new Gap(112, 112), new Gap(900, 901));
        assertEquals(List.of(new Gap(1, 4), new Gap(100, 112), new Gap(900, 901)), ReconcileCommand.fewer(gaps, 3));
        assertEquals(List.of(new Gap(1, 901)), ReconcileCommand.fewer(gaps, 1));
        assertEquals(gaps, ReconcileCommand.fewer(gaps, 5));
    }

    @Test
    void the_numbers_of_a_sink_are_found_among_others() throws IOException {
        String sinks = """
                [{"id":"lake","done":9,"delivered":1,"entries":{"waiting":7}},
                 {"id":"hq","done":12,"owed":2,"delivered":10,"entries":{"accepted":12,"delivered":10,"waiting":2}}]""";
        assertEquals(new DeliveredUpTo(10, 2, 2, 12), DeliveredUpTo.read(sinks.getBytes(StandardCharsets.UTF_8), "hq"));
    }
}
