package io.tidegate.gateway.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.proofs.ReceiverReport.Checked;
import io.tidegate.gateway.proofs.ReceiverReport.Wrong;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a receiver reports, and what is sent once more for it. */
class ReceiverReportTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

    private static final Selection READINGS =
            new Selection(List.of("reading"), List.of(), List.of(), Optional.empty(), false);

    private static final Selection TEMPERATURES =
            new Selection(List.of(), List.of(), List.of("temperature"), Optional.empty(), false);

    private static ReceiverReport read(String gateway, String json) throws IOException {
        return ReceiverReport.of(gateway, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Wrong wrong(long first, long last) {
        return new Wrong(new DeviceId("fridge-2"), "reading", MONDAY, MONDAY, new Gap(first, last), 9, 7);
    }

    private static ReceiverReport report(List<Gap> gaps, long upTo, Wrong... wrong) {
        return new ReceiverReport("gw-1", 90, 100, gaps, new Checked(upTo, Optional.empty(), List.of(wrong)));
    }

    @Test
    void a_report_tells_of_each_gateway() throws IOException {
        String reports = """
                [{"gateway": "gw-1", "entries": 4709, "last": 4711, "gaps": [[17, 18]], "since": {"a": [1]},
                  "proofs": {"upTo": 4000, "through": "2026-11-22", "wrong": [
                    {"device": "fridge-2", "of": "reading", "from": "2026-11-23", "to": "2026-11-23",
                     "first": 11, "last": 19, "count": 9, "here": 7}]}},
                 {"gateway": "gw-2", "entries": 3, "last": 3, "gaps": []}]""";
        ReceiverReport first = new ReceiverReport(
                "gw-1",
                4709,
                4711,
                List.of(new Gap(17, 18)),
                new Checked(4000, Optional.of(MONDAY.minusDays(1)), List.of(wrong(11, 19))));
        assertEquals(first, read("gw-1", reports));
        assertEquals(first, read("gw-1", first.json()), "what is kept of it is the same");
        assertEquals(new ReceiverReport("gw-2", 3, 3, List.of(), Checked.NOTHING), read("gw-2", reports));
        assertEquals(ReceiverReport.nothing("gw-3"), read("gw-3", reports), "it has nothing of a third");
    }

    @Test
    void what_is_no_report_is_told() {
        for (String wrong : List.of(
                "{}",
                "[1]",
                "not json",
                "[{\"gateway\": \"gw-1\", \"gaps\": [[5, 4]]}]",
                "[{\"gateway\": \"gw-1\", \"gaps\": [[5]]}]",
                "[{\"gateway\": \"gw-1\", \"entries\": \"many\"}]",
                "[{\"gateway\": \"gw-1\", \"proofs\": []}]",
                "[{\"gateway\": \"gw-1\", \"proofs\": {\"wrong\": [{\"device\": \"Fridge 2\"}]}}]",
                "[{\"gateway\": \"gw-1\", \"proofs\": {\"upTo\": 1e30}}]",
                "[{\"gateway\": \"gw-1\", \"proofs\": {\"through\": \"yesterday\"}}]",
                "")) {
            IOException refused = assertThrows(IOException.class, () -> read("gw-1", wrong), wrong);
            assertTrue(!refused.getMessage().isBlank(), wrong);
        }
    }

    @Test
    void many_gaps_become_few_that_hold_all_of_them_and_little_between() {
        List<Gap> gaps = List.of(new Gap(1, 1), new Gap(3, 4), new Gap(100, 110), new Gap(112, 112), new Gap(900, 901));
        assertEquals(List.of(new Gap(1, 4), new Gap(100, 112), new Gap(900, 901)), Gap.fewer(gaps, 3));
        assertEquals(List.of(new Gap(1, 901)), Gap.fewer(gaps, 1));
        assertEquals(gaps, Gap.fewer(gaps, 5));
    }

    @Test
    void what_is_kept_of_a_report_is_small_however_large_it_is() {
        List<Gap> gaps = LongStream.range(1, 50_000)
                .mapToObj(each -> new Gap(each * 3, each * 3))
                .toList();
        List<Wrong> wrong =
                LongStream.range(1, 900).mapToObj(each -> wrong(each, each + 1)).toList();
        ReceiverReport report =
                new ReceiverReport("gw-1", 1, 150_000, gaps, new Checked(9, Optional.empty(), wrong)).condensed();
        assertTrue(report.json().length() < 64 << 10, "bytes: " + report.json().length());
        assertEquals(new Gap(3, report.gaps().getFirst().last()), report.gaps().getFirst());
        assertEquals(149_997, report.gaps().getLast().last());
    }

    @Test
    void gaps_and_what_is_missing_at_the_end_are_lacking() {
        assertEquals(
                List.of(new Gap(5, 9), new Gap(101, 104)),
                Lacking.of(report(List.of(new Gap(7, 9), new Gap(5, 6)), 0), 104, Selection.ALL));
        assertEquals(List.of(), Lacking.of(report(List.of(), 50), 100, Selection.ALL));
    }

    @Test
    void a_sum_that_is_wrong_although_no_number_is_missing_has_its_range_sent() {
        assertEquals(List.of(new Gap(20, 40)), Lacking.of(report(List.of(), 50, wrong(20, 40)), 100, Selection.ALL));
    }

    @Test
    void where_only_a_part_is_meant_for_it_a_gap_counts_where_a_proof_says_so() {
        List<Gap> gaps = List.of(new Gap(2, 3), new Gap(25, 30), new Gap(38, 45), new Gap(90, 95));
        assertEquals(
                List.of(new Gap(25, 30), new Gap(38, 40)), Lacking.of(report(gaps, 50, wrong(20, 40)), 104, READINGS));
        assertEquals(List.of(), Lacking.of(report(gaps, 50), 104, READINGS), "all that is proven is there");
    }

    @Test
    void where_nothing_is_proven_every_gap_may_be_one() {
        List<Gap> gaps = List.of(new Gap(2, 3));
        List<Gap> all = List.of(new Gap(2, 3), new Gap(101, 104));
        assertEquals(all, Lacking.of(report(gaps, 0), 104, READINGS), "it compares no proofs");
        assertEquals(all, Lacking.of(report(gaps, 50), 104, TEMPERATURES), "readings are taken apart");
    }
}
