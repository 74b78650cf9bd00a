package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.stamp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.StockJson;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.GatewaySettings.Quota;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotasTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final int ROUNDS = 300;

    @TempDir
    Path folder;

    private long nanos;

    /** In each round a machine tells ten readings and a fault, and each tenth time the stock of milk is counted. */
    private Store shop() throws SQLException, Unwritable, SteppedAside {
        Store store = new Store(folder.resolve("journal.db"), new CommitFigures());
        for (int i = 0; i < ROUNDS; i++) {
            Instant at = YESTERDAY.plusSeconds(i);
            List<Observation> seen = new ArrayList<>();
            for (int n = 0; n < 10; n++) {
                seen.add(Journals.reading(10L * i + n));
            }
            seen.add(new Observation.Fault(new DeviceId("oven"), at, "no answer from 10.0.0." + i % 250));
            if (i % 10 == 0) {
                seen.add(StockJson.read("level", new DeviceId("ledger"), at, """
                        {"item":"milk","location":"shop","quantity":3,"unit":"piece"}"""));
            }
            store.commit(new Group(List.of(Waiting.of(new Batch(seen, List.of())))), stamp(at, true), List.of());
        }
        return store;
    }

    private static GatewaySettings.Retention limits(Quota readings, Quota events) {
        return new GatewaySettings.Retention(Duration.ofDays(30), Long.MAX_VALUE, readings, events);
    }

    private static Quota bytes(long most) {
        return new Quota(Optional.empty(), Optional.of(most));
    }

    private static Quota age(Duration most) {
        return new Quota(Optional.of(most), Optional.empty());
    }

    private static Cursors reader(Store store, long done) throws SQLException {
        Cursors cursors = new Cursors(new Damage());
        cursors.load(store.connection(), store.last());
        cursors.open("hq", 1);
        cursors.advance("hq", done);
        return cursors;
    }

    private void apply(GatewaySettings.Retention limits, Store store, Cursors cursors, Instant now)
            throws SQLException {
        Retention retention = new Retention(limits, new Damage(), () -> nanos);
        for (int look = 0; look < 3; look++) {
            nanos += Duration.ofMinutes(1).toNanos();
            while (retention.step(store, cursors, stamp(now, true))) {
                nanos++;
            }
        }
    }

    private static Map<RetentionClass, Long> left(Store store) throws SQLException {
        List<Entry> left = new ArrayList<>();
        BlockReader blocks = new BlockReader(store.times(), store.damage());
        for (long after = 0; after < store.last(); ) {
            List<Entry> more = blocks.after(store.connection(), after, 4_096, Long.MAX_VALUE);
            left.addAll(more);
            after = more.isEmpty() ? store.last() : more.getLast().position();
        }
        return left.stream()
                .collect(Collectors.groupingBy(each -> RetentionClass.of(each.observation()), Collectors.counting()));
    }

    @Test
    void readings_above_their_quota_are_summed_up_however_much_room_there_is_and_nothing_else_is_touched()
            throws Exception {
        try (Store store = shop()) {
            long readings = store.footprint().bytes().readings();
            apply(limits(bytes(readings / 2), Quota.NONE), store, reader(store, 0), NOW);
            assertTrue(
                    store.footprint().bytes().readings() <= readings / 2,
                    store.footprint().bytes()::toString);
            assertEquals(ROUNDS, left(store).get(RetentionClass.EVENTS));
            assertEquals(ROUNDS / 10, left(store).get(RetentionClass.GOODS));
            assertTrue(left(store).get(RetentionClass.READINGS) < 10 * ROUNDS);
            assertEquals(0, store.thinned().ever().dropped());
        }
    }

    @Test
    void of_events_above_their_quota_the_oldest_go_and_readings_stay_one_by_one() throws Exception {
        try (Store store = shop()) {
            long events = store.footprint().bytes().events();
            Cursors cursors = reader(store, 0);
            apply(limits(Quota.NONE, bytes(events / 2)), store, cursors, NOW);
            assertTrue(
                    store.footprint().bytes().events() <= events / 2,
                    store.footprint().bytes()::toString);
            assertEquals(10 * ROUNDS, left(store).get(RetentionClass.READINGS));
            assertEquals(ROUNDS / 10, left(store).get(RetentionClass.GOODS));
            long gone = ROUNDS - left(store).get(RetentionClass.EVENTS);
            assertTrue(gone > 0 && gone < ROUNDS, "gone: " + gone);
            assertEquals(new Thinned.Holes(0, 0, gone), store.thinned().ever());
            Account account = cursors.readers().standing("hq").account(store.last(), store.thinned());
            assertEquals(gone, account.missed());
            assertEquals(store.last() - gone, account.waiting());
        }
    }

    @Test
    void what_was_summed_up_before_its_events_go_is_still_told_of() throws Exception {
        try (Store store = shop()) {
            Cursors cursors = reader(store, 0);
            apply(limits(age(Duration.ofHours(1)), Quota.NONE), store, cursors, NOW);
            long summedUp = store.thinned().ever().summedUp();
            long sums = left(store).get(RetentionClass.READINGS);
            assertEquals(10 * ROUNDS - sums, summedUp);
            apply(limits(Quota.NONE, bytes(1)), store, cursors, NOW);
            assertEquals(sums, left(store).get(RetentionClass.READINGS));
            assertEquals(summedUp, store.thinned().ever().summedUp());
            assertEquals(1, left(store).get(RetentionClass.EVENTS), "that of the newest block");
        }
    }

    @Test
    void a_scan_or_fault_of_this_hour_stays_whatever_the_quota() throws Exception {
        try (Store store = shop()) {
            apply(limits(Quota.NONE, bytes(1)), store, reader(store, 0), YESTERDAY.plus(Duration.ofMinutes(30)));
            assertEquals(ROUNDS, left(store).get(RetentionClass.EVENTS));
        }
    }

    @Test
    void nor_does_it_go_along_with_what_is_older() throws Exception {
        try (Store store = shop()) {
            Instant half = YESTERDAY.plus(Duration.ofHours(1)).plusSeconds(ROUNDS / 2);
            apply(limits(Quota.NONE, bytes(1)), store, reader(store, 0), half);
            assertEquals(ROUNDS / 2 - 1, left(store).get(RetentionClass.EVENTS));
        }
    }

    @Test
    void events_that_are_too_old_go_once_every_sink_has_had_them_and_nobody_misses_them() throws Exception {
        try (Store store = shop()) {
            Cursors cursors = reader(store, 0);
            GatewaySettings.Retention anHour = limits(Quota.NONE, age(Duration.ofHours(1)));
            apply(anHour, store, cursors, NOW);
            assertEquals(ROUNDS, left(store).get(RetentionClass.EVENTS), "nobody has had them");
            cursors.advance("hq", store.last());
            apply(anHour, store, cursors, NOW);
            assertEquals(1, left(store).get(RetentionClass.EVENTS), "that of the newest block");
            assertEquals(10 * ROUNDS, left(store).get(RetentionClass.READINGS));
            assertEquals(0, store.thinned().ever().dropped());
            assertEquals(0, cursors.missed("hq"));
        }
    }

    @Test
    void what_each_class_takes_is_the_same_after_a_restart() throws Exception {
        Footprint.Bytes before;
        try (Store store = shop()) {
            apply(limits(age(Duration.ofHours(1)), bytes(6_000)), store, reader(store, 0), NOW);
            before = store.footprint().bytes();
        }
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            assertEquals(before, store.footprint().bytes());
            assertTrue(
                    before.events() > 0
                            && before.readings() > 0
                            && before.byClass().goods() > 0,
                    before::toString);
        }
    }

    @Test
    void that_what_waits_was_summed_up_for_want_of_room_is_known_after_a_restart_until_it_was_had() throws Exception {
        GatewaySettings.Retention half;
        try (Store store = shop()) {
            half = new GatewaySettings.Retention(
                    Duration.ofDays(30), store.footprint().bytes().all() / 2);
            apply(half, store, reader(store, 0), NOW);
        }
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            Cursors cursors = reader(store, 0);
            Retention retention = new Retention(half, new Damage(), () -> nanos);
            retention.step(store, cursors, stamp(NOW, true));
            assertTrue(retention.pressed());
            cursors.advance("hq", store.last());
            nanos += Duration.ofMinutes(1).toNanos();
            retention.step(store, cursors, stamp(NOW, true));
            assertFalse(retention.pressed());
        }
    }

    @Test
    void what_was_summed_up_by_the_day_is_found_by_the_time_of_its_readings() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            for (int i = 0; i < 60; i++) {
                Instant at = YESTERDAY.plus(Duration.ofMinutes(6L * i));
                Observation seen = new Observation.Reading(new DeviceId("oven"), at, Map.of("n", Value.of(1.0 * i)));
                store.commit(new Group(List.of(Waiting.of(Batch.of(seen)))), stamp(at, true), List.of());
            }
            apply(limits(bytes(1), Quota.NONE), store, reader(store, 0), NOW);
            List<Entry> found = new ArrayList<>();
            new JournalScan(store.times(), store.damage())
                    .between(store.connection(), YESTERDAY, YESTERDAY.plusSeconds(60), 10, found::add);
            assertEquals(1, found.size(), "six hours of readings in one");
        }
    }

    @Test
    void a_block_of_before_there_were_shares_counts_for_no_class() {
        Codec old = Codec.read(Block.DEFLATE);
        assertEquals(new Codec(Block.DEFLATE, Thinness.WHOLE, 0, 0), old);
        assertEquals(new Footprint.Bytes(1_064, 0, 0), old.bytes(1_000));
        assertTrue(Reduction.MINUTES.takesOf(old));
    }
}
