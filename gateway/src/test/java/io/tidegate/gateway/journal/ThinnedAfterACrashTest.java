package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Observation;
import io.tidegate.site.GatewaySettings.Quota;
import io.tidegate.sync.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries are summed up after a crash or a stop in which a cloud had taken some of them and nobody had written that down: it has none twice. */
class ThinnedAfterACrashTest extends ThinnedAndTaken {

    private void sumUpAfterACrash() throws Exception {
        crash();
        retain(anHour(), Quota.NONE);
    }

    @Test
    void what_a_cloud_took_before_a_crash_is_no_part_of_what_comes_behind_it() throws Exception {
        readAFridge();
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        sumUpAfterACrash();
        assertHasEachReadingOnce();
    }

    @Test
    void nor_all_that_it_took_before_a_crash_when_nobody_had_yet_saved_how_far_it_was() throws Exception {
        readAFridge();
        crash();
        for (int i = 0; i < 5; i++) {
            deliver(Lane.FRESH, 50);
        }
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        sumUpAfterACrash();
        assertHasEachReadingOnce();
    }

    @Test
    void nor_what_it_took_of_what_it_had_left_for_later() throws Exception {
        readAFridge();
        deliver(Lane.FRESH, 50);
        hq.leap();
        deliver(Lane.OWED, 50);
        take(hq.peek(Lane.OWED, 50, Long.MAX_VALUE));
        sumUpAfterACrash();
        assertHasEachReadingOnce();
    }

    @Test
    void after_an_orderly_end_all_is_summed_up_that_it_was_not_given() throws Exception {
        readAFridge();
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        cursors.rest();
        change(cursors::save);
        sumUpAfterACrash();
        assertTrue(store.thinned().ever().summedUp() > BLOCKS * TOGETHER - 60, () -> "summed up: " + store.thinned());
        assertHasEachReadingOnce();
    }

    @Test
    void nor_what_it_took_before_it_left_the_rest_for_later() throws Exception {
        readAFridge();
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        hq.leap();
        change(cursors::save);
        sumUpAfterACrash();
        assertHasEachReadingOnce();
    }

    @Test
    void what_it_was_never_given_is_summed_up_after_a_crash_too() throws Exception {
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(reading(YESTERDAY.plusMillis(i)));
        }
        for (int i = 0; i < 75; i++) {
            record(YESTERDAY.plusSeconds(1), seen);
        }
        record(NOW, List.of(reading(NOW)));
        take(hq.peek(Lane.FRESH, 1_000, Long.MAX_VALUE));
        sumUpAfterACrash();
        assertTrue(store.thinned().ever().summedUp() > 20_000, () -> "summed up: " + store.thinned());
        deliverAll();
        assertEquals(75_001, readings);
    }

    @Test
    void a_crash_after_events_went_that_it_had_does_not_make_it_miss_them() throws Exception {
        failEachSecond();
        deliverAll();
        retain(Quota.NONE, anHour());
        crash();
        deliverAll();
        assertEquals(0, account().missed());
    }
}
