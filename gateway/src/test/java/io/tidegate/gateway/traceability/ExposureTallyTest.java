package io.tidegate.gateway.traceability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.inventory.Stays.Stay;
import io.tidegate.gateway.inventory.Stays.Stayed;
import io.tidegate.observation.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A place that is warm in the first minute of each ten, and of which nobody knows anything in the second one. */
class ExposureTallyTest {

    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

    private static Instant minute(long minute) {
        return START.plusSeconds(60 * minute);
    }

    private static ExposureTally tally(int times) {
        return new ExposureTally(new Watched(
                IntStream.range(0, times)
                        .mapToObj(i -> new Excursion(minute(10L * i), minute(10L * i + 1), 9, 9))
                        .toList(),
                IntStream.range(0, times)
                        .mapToObj(i -> new Gap(minute(10L * i + 1), minute(10L * i + 2)))
                        .toList()));
    }

    private static Stayed lot(String lot, Stay... stays) {
        return new Stayed("brie", "Brie", Optional.of(lot), Optional.empty(), Amount.EACH, List.of(stays));
    }

    private static Stay stay(long from, long to, int quantity) {
        return new Stay(minute(from), minute(to), quantity * 1_000_000L);
    }

    @Test
    void what_is_told_in_all_is_whole_however_many_intervals_are_told() {
        int times = 3 * ColdChain.INTERVALS_MAX;
        ExposureTally tally = tally(times);
        tally.add(lot("A", stay(0, 10L * times, 2)));
        Exposures told = tally.told(Duration.ofMinutes(1), false);
        assertEquals(ColdChain.INTERVALS_MAX, told.intervals().size());
        assertEquals(ColdChain.INTERVALS_MAX, told.gaps().size());
        assertEquals(new Exposures.Whole(times, Duration.ofMinutes(times), Duration.ofMinutes(times)), told.whole());
        assertEquals(Duration.ofMinutes(times), told.lots().getFirst().exposed());
        assertEquals(Duration.ofMinutes(times), told.lots().getFirst().unknown());
        assertTrue(told.more());
    }

    @Test
    void the_most_of_a_lot_is_what_was_there_while_it_was_warm_or_unknown() {
        ExposureTally tally = tally(2);
        tally.add(lot("A", stay(0, 1, 2), stay(3, 8, 9), stay(11, 12, 4)));
        tally.add(lot("B", stay(2, 10, 9), stay(12, 20, 9)));
        Exposures told = tally.told(Duration.ofMinutes(1), false);
        assertEquals(1, told.lots().size());
        Exposures.Lot lot = told.lots().getFirst();
        assertEquals("4 each PT1M PT1M", lot.most() + " " + lot.exposed() + " " + lot.unknown());
        assertEquals(
                "2 each", told.intervals().getFirst().goods().getFirst().most().toString());
        assertFalse(told.more());
    }

    @Test
    void of_more_lots_than_one_answer_has_the_longest_exposed_are_told() {
        ExposureTally tally = tally(1);
        for (int i = 0; i < 2 * ExposureTally.ROWS_MAX; i++) {
            tally.add(lot("short-" + i, stay(1, 2, 1)));
        }
        tally.add(lot("long", stay(0, 2, 1)));
        Exposures told = tally.told(Duration.ofMinutes(1), false);
        assertEquals(ExposureTally.ROWS_MAX, told.lots().size());
        assertEquals(Optional.of("long"), told.lots().getFirst().goods().lot());
        assertTrue(told.more());
    }

    /** A quarter of a sensor that speaks every five minutes, when silence of a minute is asked for. */
    @Test
    void a_lot_is_not_compared_with_each_time_the_sensor_was_silent() {
        ExposureTally tally = tally(26_000);
        AtomicInteger looks = new AtomicInteger();
        Stay always = stay(0, 260_000, 1);
        List<Stay> stays = new AbstractList<>() {
            @Override
            public Stay get(int index) {
                looks.incrementAndGet();
                return always;
            }

            @Override
            public int size() {
                return 1;
            }
        };
        tally.add(new Stayed("brie", "Brie", Optional.of("A"), Optional.empty(), Amount.EACH, stays));
        assertEquals(
                Duration.ofMinutes(26_000),
                tally.told(Duration.ofMinutes(1), false).lots().getFirst().unknown());
        assertTrue(looks.get() < 10 * ColdChain.INTERVALS_MAX, looks + " looks");
    }
}
