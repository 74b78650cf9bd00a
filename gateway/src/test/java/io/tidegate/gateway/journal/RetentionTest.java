package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.stamp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.StockJson;
import io.tidegate.observation.Symbology;
import io.tidegate.site.GatewaySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(40));
    private static final Instant WRONG = Instant.parse("1970-01-01T00:05:00Z");

    @TempDir
    Path folder;

    private long nanos;

    private Store store(List<ClockState.Stamp> stamps) throws SQLException {
        return Journals.store(folder.resolve("journal.db"), stamps);
    }

    private Retention byAge() {
        return new Retention(
                new GatewaySettings.Retention(Duration.ofDays(30), Long.MAX_VALUE), new Damage(), () -> nanos);
    }

    private static GatewaySettings.Retention readingsOneByOne(Duration age) {
        return new GatewaySettings.Retention(
                Duration.ofDays(30),
                Long.MAX_VALUE,
                new GatewaySettings.Quota(Optional.of(age), Optional.empty()),
                GatewaySettings.Quota.NONE);
    }

    private static Cursors oneReader(Store store, long done) throws SQLException {
        Cursors cursors = loaded(store);
        cursors.open("hq", 1);
        cursors.advance("hq", done);
        return cursors;
    }

    private static Cursors loaded(Store store) throws SQLException {
        Cursors cursors = new Cursors(new Damage());
        cursors.load(store.connection(), store.last());
        return cursors;
    }

    /** Looks until there is nothing more to do, some times over. */
    private void apply(Retention retention, Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        for (int look = 0; look < 5; look++) {
            nanos += Duration.ofMinutes(1).toNanos();
            while (retention.step(store, cursors, now)) {
                nanos++;
            }
        }
    }

    @Test
    void what_is_old_goes_once_every_reader_has_had_it() throws Exception {
        try (Store store = store(Collections.nCopies(30, stamp(LONG_AGO, true)))) {
            Cursors cursors = oneReader(store, 20);
            Retention retention = byAge();
            apply(retention, store, cursors, stamp(NOW, true));
            assertEquals(21, retention.first());
            assertEquals(0, cursors.missed("hq"));
        }
    }

    @Test
    void nothing_goes_by_age_while_the_clock_is_not_to_be_believed() throws Exception {
        try (Store store = store(Collections.nCopies(30, stamp(LONG_AGO, true)))) {
            Retention retention = byAge();
            apply(retention, store, oneReader(store, 30), stamp(NOW, false));
            assertEquals(1, retention.first());
        }
    }

    @Test
    void an_entry_from_before_the_clock_was_set_does_not_look_old() throws Exception {
        List<ClockState.Stamp> stamps = new ArrayList<>(Collections.nCopies(5, stamp(WRONG, false)));
        stamps.addAll(Collections.nCopies(5, stamp(NOW, true)));
        try (Store store = store(stamps)) {
            Retention retention = byAge();
            apply(retention, store, oneReader(store, 10), stamp(NOW, true));
            assertEquals(1, retention.first(), "recorded minutes ago, whatever the clock said");
        }
    }

    @Test
    void an_entry_with_a_wrong_clock_goes_with_a_later_one_that_is_old() throws Exception {
        List<ClockState.Stamp> stamps = new ArrayList<>(Collections.nCopies(2_500, stamp(WRONG, false)));
        stamps.addAll(Collections.nCopies(5, stamp(LONG_AGO, true)));
        stamps.addAll(Collections.nCopies(5, stamp(NOW, true)));
        try (Store store = store(stamps)) {
            Retention retention = byAge();
            apply(retention, store, oneReader(store, 2_510), stamp(NOW, true));
            assertEquals(2_506, retention.first());
        }
    }

    @Test
    void by_size_what_all_have_had_goes_and_of_the_rest_readings_are_summed_up() throws Exception {
        try (Store store = store(Collections.nCopies(3_000, stamp(NOW, true)))) {
            long bytes = store.footprint().bytes().all();
            Cursors cursors = oneReader(store, 100);
            Retention retention = new Retention(
                    new GatewaySettings.Retention(Duration.ofDays(1), bytes / 2), new Damage(), () -> nanos);
            apply(retention, store, cursors, stamp(NOW, false));
            assertEquals(101, retention.first());
            assertTrue(store.footprint().bytes().all() <= bytes / 2);
            assertEquals(0, cursors.missed("hq"));
            Thinned.Holes thinned = store.thinned().ever();
            assertTrue(thinned.summedUp() > 1_000, "summed up: " + thinned);
            assertEquals(0, thinned.dropped());
            assertEquals(3_000, store.last(), "the numbering goes on");
        }
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            BlockReader blocks = new BlockReader(store.times(), store.damage());
            List<Entry> left = blocks.after(store.connection(), 100, 3_000, Long.MAX_VALUE);
            long told = left.stream().mapToLong(entry -> 1 + entry.summedUp()).sum();
            assertEquals(2_900, told, "on disk in the same commit");
            assertEquals(told - left.size(), store.thinned().ever().summedUp());
            assertEquals(0, store.damage().places());
        }
    }

    @Test
    void readings_older_than_the_site_wants_them_one_by_one_are_summed_up_by_the_minute() throws Exception {
        List<ClockState.Stamp> stamps =
                new ArrayList<>(Collections.nCopies(500, stamp(NOW.minus(Duration.ofDays(8)), true)));
        stamps.addAll(Collections.nCopies(500, stamp(NOW, true)));
        try (Store store = store(stamps)) {
            Retention retention = new Retention(readingsOneByOne(Duration.ofDays(7)), new Damage(), () -> nanos);
            Cursors cursors = oneReader(store, 0);
            apply(retention, store, cursors, stamp(NOW, false));
            assertEquals(0, store.thinned().ever().summedUp(), "not by a clock that nobody has set");
            apply(retention, store, cursors, stamp(NOW, true));
            List<Entry> left =
                    new BlockReader(store.times(), store.damage()).after(store.connection(), 0, 1_000, Long.MAX_VALUE);
            assertEquals(2 * 7 + 500, left.size(), "one for each of seven devices in each piece, and what is new");
        }
    }

    @Test
    void times_that_were_set_right_later_stay_right_when_blocks_become_one() throws Exception {
        Path file = folder.resolve("journal.db");
        Instant wrong = Instant.parse("2026-11-15T10:00:00Z");
        long second = Duration.ofSeconds(1).toNanos();
        try (Store store = new Store(file, new CommitFigures())) {
            for (int i = 0; i < 100; i++) {
                Observation seen = new Observation.Fault(new DeviceId("oven"), wrong.plusSeconds(i), "no answer");
                ClockState.Stamp stamp = new ClockState.Stamp(7, i * second, wrong.plusSeconds(i), false);
                store.commit(new Group(List.of(Waiting.of(Batch.of(seen, Journals.reading(i))))), stamp, List.of());
            }
            ClockState.Stamp set = new ClockState.Stamp(7, 100 * second, NOW, true);
            store.commit(new Group(List.of(Waiting.of(Batch.of(Journals.reading(1))))), set, List.of());
            store.times().settle(store, set);
            Retention retention = new Retention(readingsOneByOne(Duration.ofSeconds(1)), new Damage(), () -> nanos);
            List<Entry> before = faults(store);
            assertEquals(NOW.minusSeconds(100), before.getFirst().observation().at());
            apply(retention, store, oneReader(store, 0), stamp(NOW.plus(Duration.ofHours(1)), true));
            assertEquals(1, Schema.number(store.connection(), "SELECT count(*) FROM block WHERE first < 201"));
            assertEquals(
                    before.stream().map(each -> each.observation().at()).toList(),
                    faults(store).stream().map(each -> each.observation().at()).toList());
        }
    }

    private static List<Entry> faults(Store store) throws SQLException {
        return new BlockReader(store.times(), store.damage())
                .after(store.connection(), 0, 1_000, Long.MAX_VALUE).stream()
                        .filter(entry -> entry.observation() instanceof Observation.Fault)
                        .toList();
    }

    @Test
    void scans_go_when_nothing_else_can_and_what_happened_to_goods_never() throws Exception {
        Path file = folder.resolve("journal.db");
        Observation level = StockJson.read("level", new DeviceId("ledger"), NOW, """
                {"item":"milk","location":"shop","quantity":3,"unit":"piece"}""");
        Observation scan = new Observation.Scan(new DeviceId("till"), NOW, "4012345678901", Symbology.UNKNOWN);
        try (Store store = new Store(file, new CommitFigures())) {
            for (int i = 0; i < 30; i++) {
                store.commit(
                        new Group(List.of(Waiting.of(Batch.of(i % 3 == 0 ? level : scan)))),
                        stamp(NOW, true),
                        List.of());
            }
            Cursors cursors = oneReader(store, 0);
            Retention retention =
                    new Retention(new GatewaySettings.Retention(Duration.ofDays(1), 1), new Damage(), () -> nanos);
            apply(retention, store, cursors, stamp(NOW, true));
            assertEquals(0, store.thinned().ever().dropped(), "a scan of this hour may not be booked yet");
            apply(retention, store, cursors, stamp(NOW.plus(Duration.ofHours(2)), true));
            assertEquals(new Thinned.Holes(0, 0, 19), store.thinned().ever(), "the newest block stays as it is");
            List<Entry> left =
                    new BlockReader(store.times(), store.damage()).after(store.connection(), 0, 100, Long.MAX_VALUE);
            assertEquals(List.of(1L, 4L, 7L, 10L, 13L, 16L, 19L, 22L, 25L, 28L, 30L), Journals.positions(left));
            Account account = cursors.readers().standing("hq").account(30, store.thinned());
            assertEquals(19, account.missed());
            assertEquals(11, account.waiting());
        }
    }

    @Test
    void room_that_was_made_is_used_again_so_the_file_stays_within_its_limit() throws Exception {
        Path file = folder.resolve("journal.db");
        long limit = 512 * 1024;
        Retention retention =
                new Retention(new GatewaySettings.Retention(Duration.ofDays(1), limit), new Damage(), () -> nanos);
        for (int round = 0; round < 5; round++) {
            try (Store store = store(Collections.nCopies(2_000, stamp(NOW, true)))) {
                apply(retention, store, oneReader(store, 0), stamp(NOW, false));
            }
        }
        // The test writes 2,000 blocks before retention looks; the gateway's looks are closer together.
        assertTrue(Files.size(file) < 2 * limit, "it has " + Files.size(file));
    }

    @Test
    void whoever_misses_entries_is_told_once_until_it_had_everything_again() throws Exception {
        Cursors cursors = new Cursors(new Damage());
        cursors.open("hq", 1);
        assertEquals(1, cursors.removed(10, 100).size());
        assertEquals(0, cursors.removed(20, 100).size(), "it is still behind");
        assertEquals(20, cursors.missed("hq"));
        cursors.advance("hq", 100);
        assertEquals(0, cursors.removed(30, 100).size(), "it has had those");
        assertEquals(1, cursors.removed(110, 200).size(), "another time");
        assertEquals(30, cursors.missed("hq"));
    }

    @Test
    void positions_go_on_after_everything_old_has_gone_and_after_a_restart() throws Exception {
        try (Store store = store(Collections.nCopies(50, stamp(LONG_AGO, true)))) {
            Retention retention = byAge();
            apply(retention, store, oneReader(store, 50), stamp(NOW, true));
            assertEquals(50, retention.first(), "the newest block stays, since it holds the numbering");
        }
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            journal.record(List.of(Journals.reading(51)));
            assertEquals(51, journal.lastPosition());
        }
    }

    @Test
    void where_nothing_can_be_taken_out_a_step_passes_one_block_and_no_reader_misses_what_is_readable()
            throws Exception {
        Path file = folder.resolve("journal.db");
        try (Store store = new Store(file, new CommitFigures())) {
            for (int i = 0; i < 20; i++) {
                String text = new Random(i)
                        .ints(500, 'a', 'z')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
                Observation scan = new Observation.Scan(new DeviceId("till"), NOW, text, Symbology.UNKNOWN);
                store.commit(new Group(List.of(Waiting.of(Batch.of(scan)))), stamp(NOW, true), List.of());
            }
            Schema.execute(store.connection(), "DELETE FROM block WHERE first <= 5");
            store.commit();
        }
        Ruin.freeList(file);
        Damage damage = new Damage();
        try (Store store = new Store(file, new CommitFigures())) {
            Retention retention =
                    new Retention(new GatewaySettings.Retention(Duration.ofDays(1), 1), damage, () -> nanos);
            Cursors cursors = oneReader(store, 7);
            long places = 0;
            int steps = 0;
            while (retention.step(store, cursors, stamp(NOW, true))) {
                steps++;
                assertTrue(damage.places() <= places + 1, "one at a time");
                places = damage.places();
            }
            assertTrue(steps > 5, "it went through them in " + steps);
            assertEquals(7, cursors.done("hq"));
        }
    }
}
