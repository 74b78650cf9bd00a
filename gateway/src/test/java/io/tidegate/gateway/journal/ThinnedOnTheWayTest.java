package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.Entry;
import io.tidegate.site.GatewaySettings.Quota;
import io.tidegate.sync.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries are summed up or dropped while a cloud is being given them: it has none twice, misses none that it has, and none begins anew. */
class ThinnedOnTheWayTest extends ThinnedAndTaken {

    @Test
    void what_a_cloud_is_just_taking_is_no_part_of_what_comes_behind_it() throws Exception {
        readAFridge();
        List<Entry> batch = hq.peek(Lane.FRESH, 50, Long.MAX_VALUE);
        take(batch);
        retain(anHour(), Quota.NONE);
        hq.done(Lane.FRESH, batch.getLast().position(), List.of());
        assertHasEachReadingOnce();
        assertEquals(readings, account().delivered() + account().summedUp());
    }

    @Test
    void nor_is_what_it_took_when_its_answer_got_lost_however_often_that_is() throws Exception {
        readAFridge();
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        take(hq.peek(Lane.FRESH, 90, Long.MAX_VALUE));
        retain(anHour(), Quota.NONE);
        retain(bytes(1), Quota.NONE);
        assertHasEachReadingOnce();
    }

    @Test
    void what_it_had_of_a_block_ahead_of_the_rest_is_no_part_of_the_rest() throws Exception {
        readAFridge();
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        hq.done(Lane.FRESH, 25, List.of());
        retain(anHour(), Quota.NONE);
        assertHasEachReadingOnce();
    }

    @Test
    void when_events_go_that_it_had_ahead_it_has_the_others_once_and_misses_only_what_it_never_had() throws Exception {
        failEachSecond();
        hq.leap();
        deliver(Lane.STATE, 20);
        List<Entry> batch = hq.peek(Lane.STATE, 20, Long.MAX_VALUE);
        retain(Quota.NONE, bytes(store.footprint().bytes().events() / 2));
        long gone = store.thinned().ever().dropped();
        take(batch);
        hq.done(Lane.STATE, batch.getLast().position(), List.of());
        deliverAll();
        assertEquals(0, repeats);
        assertEquals(gone - 40, account().missed(), () -> gone + " are gone, of which it had 40: " + account());
        assertEquals(account().accepted(), account().delivered() + account().missed());
        record(NOW, List.of(fault(NOW)));
        assertEquals(1, account().waiting(), "what is new");
    }

    @Test
    void what_it_was_taking_is_summed_up_once_it_has_had_it() throws Exception {
        readAFridge();
        List<Entry> batch = hq.peek(Lane.FRESH, 350, Long.MAX_VALUE);
        take(batch);
        Retention retention = retention(anHour(), Quota.NONE);
        retain(retention);
        assertEquals(350, store.thinned().ever().summedUp(), 5);
        hq.done(Lane.FRESH, batch.getLast().position(), List.of());
        retain(retention);
        assertEquals(700, store.thinned().ever().summedUp(), 10);
        assertHasEachReadingOnce();
    }
}
