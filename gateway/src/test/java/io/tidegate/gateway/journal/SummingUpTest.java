package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Stock;
import io.tidegate.observation.StockJson;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Summary.Last;
import io.tidegate.observation.Summary.Spread;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummingUpTest {

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final DeviceId FRIDGE = new DeviceId("fridge");
    private static final DeviceId DOOR = new DeviceId("door");

    private final List<Entry> entries = new ArrayList<>();

    private void at(long position, Observation seen) {
        entries.add(new Entry(position, TEN, seen));
    }

    private static Reading reads(DeviceId device, long seconds, String field, Value value) {
        return new Reading(device, TEN.plusSeconds(seconds), Map.of(field, value));
    }

    private List<Entry> thinned(Reduction by, Long... ends) {
        return thinned(by, Seams.of(List.of(ends), List.of()));
    }

    private List<Entry> thinned(Reduction by, Seams seams) {
        return SummingUp.of(List.of(new SparseBody.Content(entries, 0)), by, seams)
                .entries();
    }

    private static Entry entry(long position, Observation seen, long summedUp) {
        return new Entry(position, TEN, seen, true, summedUp);
    }

    @Test
    void readings_of_a_minute_become_one_that_stands_where_the_last_stood() {
        at(11, reads(FRIDGE, 0, "temperature", Value.of(3)));
        at(12, reads(FRIDGE, 20, "temperature", Value.of(5)));
        at(13, reads(FRIDGE, 59, "temperature", Value.of(4)));
        at(14, reads(FRIDGE, 60, "temperature", Value.of(9)));
        assertEquals(
                List.of(
                        entry(
                                13,
                                new Summary(
                                        FRIDGE,
                                        TEN,
                                        TEN.plusSeconds(59),
                                        3,
                                        Map.of("temperature", new Spread(3, 3, 4, 5))),
                                2),
                        entry(14, reads(FRIDGE, 60, "temperature", Value.of(9)), 0)),
                thinned(Reduction.MINUTES));
    }

    @Test
    void each_device_has_its_own_and_of_flags_the_last_is_left() {
        at(1, reads(FRIDGE, 0, "temperature", Value.of(3)));
        at(2, reads(DOOR, 1, "open", Value.of(true)));
        at(3, reads(FRIDGE, 2, "temperature", Value.of(4)));
        at(4, reads(DOOR, 3, "open", Value.of(false)));
        List<Entry> left = thinned(Reduction.MINUTES);
        assertEquals(List.of(3L, 4L), Journals.positions(left));
        assertEquals(List.of(2L, 0L), left.stream().map(Entry::summedUp).toList());
        assertEquals(
                Map.of("open", new Last(2, Value.of(false))),
                ((Summary) left.getLast().observation()).fields());
    }

    @Test
    void what_was_summed_up_is_summed_up_further_by_its_counts() {
        at(1, reads(FRIDGE, 0, "temperature", Value.of(1)));
        at(2, reads(FRIDGE, 1, "temperature", Value.of(2)));
        at(3, reads(FRIDGE, 2, "temperature", Value.of(3)));
        at(4, reads(FRIDGE, 60, "temperature", Value.of(6)));
        List<Entry> minutes = thinned(Reduction.MINUTES);
        entries.clear();
        entries.addAll(minutes);
        List<Entry> tens = thinned(Reduction.TEN_MINUTES);
        assertEquals(
                List.of(entry(
                        4,
                        new Summary(FRIDGE, TEN, TEN.plusSeconds(60), 4, Map.of("temperature", new Spread(4, 1, 3, 6))),
                        3)),
                tens);
    }

    @Test
    void what_a_reader_has_left_for_later_does_not_become_one_with_what_is_behind() {
        for (int i = 1; i <= 6; i++) {
            at(i, reads(FRIDGE, i, "temperature", Value.of(i)));
        }
        assertEquals(List.of(2L, 6L), Journals.positions(thinned(Reduction.MINUTES, 2L)));
    }

    @Test
    void scans_and_faults_stay_until_only_goods_can() {
        Stock level = StockJson.read("level", new DeviceId("ledger"), TEN, """
                {"item":"milk","location":"shop","quantity":3,"unit":"piece"}""");
        at(1, reads(FRIDGE, 0, "temperature", Value.of(1)));
        at(2, new Observation.Scan(DOOR, TEN, "4012345678901", Symbology.UNKNOWN));
        at(3, level);
        at(4, new Observation.Fault(FRIDGE, TEN, "no answer"));
        assertEquals(List.of(1L, 2L, 3L, 4L), Journals.positions(thinned(Reduction.DAYS)));
        assertEquals(List.of(entry(3, level, 0)), thinned(Reduction.ONLY_GOODS));
    }

    @Test
    void where_only_goods_are_kept_nothing_claims_to_tell_of_what_is_gone() {
        Stock level = StockJson.read("level", new DeviceId("ledger"), TEN, """
                {"item":"milk","location":"shop","quantity":3,"unit":"piece"}""");
        for (int i = 1; i <= 60; i++) {
            at(i, reads(FRIDGE, i - 1, "temperature", Value.of(i)));
        }
        at(61, level);
        List<Entry> minutes = thinned(Reduction.MINUTES);
        entries.clear();
        entries.addAll(minutes);
        assertEquals(List.of(entry(61, level, 0)), thinned(Reduction.ONLY_GOODS));
    }

    @Test
    void more_fields_than_a_reading_may_have_are_two_summaries() {
        for (int i = 0; i < Reading.FIELDS_MAX + 1; i++) {
            at(i + 1, reads(FRIDGE, i % 50, "field-" + i, Value.of(i)));
        }
        assertEquals(List.of(128L, 129L), Journals.positions(thinned(Reduction.MINUTES)));
    }

    @Test
    void what_a_place_may_be_taking_stays_as_it_is_and_what_lies_around_it_becomes_one_on_each_side() {
        for (int i = 0; i < 6; i++) {
            at(11 + i, reads(FRIDGE, i, "temperature", Value.of(i)));
        }
        List<Entry> left = thinned(Reduction.MINUTES, Seams.of(List.of(), List.of(new Standing.Range(12, 14))));
        assertEquals(
                List.of(12L, 13L, 14L, 16L), left.stream().map(Entry::position).toList());
        assertEquals(List.of(1L, 0L, 0L, 1L), left.stream().map(Entry::summedUp).toList());
    }
}
