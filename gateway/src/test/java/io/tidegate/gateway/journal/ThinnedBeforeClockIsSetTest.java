package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.GatewaySettings.Quota;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box without a battery clock was away from its cloud, and from every time server, for so long that its readings were summed up. */
class ThinnedBeforeClockIsSetTest {

    private static final Instant SHOWN = Instant.parse("2026-11-15T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int SECONDS = 100;
    private static final DeviceId FRIDGE = new DeviceId("fridge");
    private static final DeviceId METER = new DeviceId("meter");

    @TempDir
    Path folder;

    private long nanos;

    /** Each second a fridge is read, and a meter tells a value with the time of its own clock, which is right. */
    private void record(Store store, LongUnaryOperator shownSeconds) throws Exception {
        for (int i = 0; i < SECONDS; i++) {
            Instant shown = SHOWN.plusSeconds(shownSeconds.applyAsLong(i));
            Batch seen = Batch.of(
                    new Observation.Reading(
                            FRIDGE, shown.minusMillis(20), Map.of("temperature", Value.of(4.0 + i % 2))),
                    new Observation.Reading(METER, right(i), Map.of("kWh", Value.of((double) i))));
            store.commit(
                    new Group(List.of(Waiting.of(seen))), new ClockState.Stamp(7, i * SECOND, shown, false), List.of());
        }
        store.commit(
                new Group(List.of(Waiting.of(Batch.of(Journals.reading(1))))),
                new ClockState.Stamp(7, SECONDS * SECOND, SHOWN.plusSeconds(shownSeconds.applyAsLong(SECONDS)), false),
                List.of());
    }

    private static Instant right(int second) {
        return NOW.minusSeconds(SECONDS - second);
    }

    private void thin(Store store) throws SQLException {
        Cursors cursors = new Cursors(new Damage());
        cursors.load(store.connection(), store.last());
        cursors.open("hq", 1);
        GatewaySettings.Retention nothing = new GatewaySettings.Retention(
                Duration.ofDays(30), Long.MAX_VALUE, new Quota(Optional.empty(), Optional.of(1L)), Quota.NONE);
        Retention retention = new Retention(nothing, new Damage(), () -> nanos);
        ClockState.Stamp later =
                new ClockState.Stamp(7, Duration.ofHours(3).toNanos(), NOW.plus(Duration.ofDays(1)), false);
        while (retention.step(store, cursors, later)) {
            nanos++;
        }
    }

    private void thinOfAge(Store store, Instant now) throws SQLException {
        Cursors cursors = new Cursors(new Damage());
        cursors.load(store.connection(), store.last());
        cursors.open("hq", 1);
        Retention week = new Retention(
                new GatewaySettings.Retention(
                        Duration.ofDays(30),
                        Long.MAX_VALUE,
                        new Quota(Optional.of(Duration.ofDays(7)), Optional.empty()),
                        Quota.NONE),
                new Damage(),
                () -> nanos);
        while (week.step(store, cursors, new ClockState.Stamp(8, 0, now, true))) {
            nanos++;
        }
    }

    private static void timeServerCameAt(Store store, int second) throws SQLException {
        store.times().settle(store, new ClockState.Stamp(7, second * SECOND, right(second), true));
    }

    private static List<Summary> summaries(Store store, DeviceId device) throws SQLException {
        return new BlockReader(store.times(), store.damage())
                .after(store.connection(), 0, 1_000, Long.MAX_VALUE).stream()
                        .map(Entry::observation)
                        .filter(Summary.class::isInstance)
                        .map(Summary.class::cast)
                        .filter(each -> each.device().equals(device))
                        .toList();
    }

    @Test
    void its_readings_become_one_for_a_while_and_get_the_right_times_when_the_clock_is_set() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            record(store, second -> second);
            thin(store);
            assertEquals(1, Schema.number(store.connection(), "SELECT count(*) FROM block WHERE first <= 200"));
            Summary before = summaries(store, FRIDGE).getFirst();
            assertEquals(SHOWN.minusMillis(20), before.at(), "as the clock showed it");
            assertEquals(SECONDS, before.readings());

            timeServerCameAt(store, 2 * SECONDS);
            Summary fridge = summaries(store, FRIDGE).getFirst();
            assertEquals(right(0).minusMillis(20), fridge.at());
            assertEquals(right(SECONDS - 1).minusMillis(20), fridge.until());
            Summary meter = summaries(store, METER).getFirst();
            assertEquals(right(0), meter.at(), "what a device told stays");
            assertEquals(right(SECONDS - 1), meter.until());
        }
    }

    @Test
    void what_a_device_told_stays_also_where_the_clock_was_wrong_by_no_more_than_half_a_minute() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            long ahead = Duration.between(SHOWN, right(0)).toSeconds() + 30;
            record(store, second -> second + ahead);
            thin(store);
            timeServerCameAt(store, 2 * SECONDS);
            Summary meter = summaries(store, METER).getFirst();
            assertEquals(right(0), meter.at());
            assertEquals(right(SECONDS - 1), meter.until());
            Summary fridge = summaries(store, FRIDGE).getFirst();
            assertEquals(right(0).minusMillis(20), fridge.at());
            assertEquals(right(SECONDS - 1).minusMillis(20), fridge.until());
        }
    }

    @Test
    void where_somebody_has_set_the_clock_in_between_both_parts_get_the_right_times() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            record(store, second -> second < 50 ? second : second + 7_200);
            thin(store);
            timeServerCameAt(store, 2 * SECONDS);
            List<Summary> fridge = summaries(store, FRIDGE);
            assertEquals(2, fridge.size(), fridge::toString);
            assertEquals(right(0).minusMillis(20), fridge.getFirst().at());
            assertEquals(right(49).minusMillis(20), fridge.getFirst().until());
            assertEquals(right(50).minusMillis(20), fridge.getLast().at());
            assertEquals(right(SECONDS - 1).minusMillis(20), fridge.getLast().until());
            assertTrue(summaries(store, METER).stream()
                    .allMatch(each -> each.at().isAfter(SHOWN.plus(Duration.ofDays(1)))));
        }
    }

    @Test
    void what_is_minutes_old_is_not_summed_up_by_age_since_nobody_had_set_the_clock() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            record(store, second -> second);
            store.commit(
                    new Group(List.of(Waiting.of(Batch.of(Journals.reading(1))))),
                    new ClockState.Stamp(8, 0, NOW, true),
                    List.of());
            thinOfAge(store, NOW.plusSeconds(60));
            assertEquals(0, store.thinned().ever().summedUp(), "its clock was nine days behind");
            store.commit(
                    new Group(List.of(Waiting.of(Batch.of(Journals.reading(1))))),
                    new ClockState.Stamp(8, 1, NOW.plusSeconds(60), true),
                    List.of());
            thinOfAge(store, NOW.plus(Duration.ofDays(8)));
            assertTrue(store.thinned().ever().summedUp() > 0, "what came later is too old");
        }
    }
}
