package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.stamp;
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
import io.tidegate.site.Selection;
import io.tidegate.sync.Lane;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries are summed up or dropped while a cloud is being given them: it has none twice, misses none that it has, and none begins anew. */
class ThinnedOnTheWayTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final int BLOCKS = 100;
    private static final int TOGETHER = 7;

    @TempDir
    Path folder;

    /** What a cloud has, which drops what has an id that it knows. */
    private final Set<Long> ids = new HashSet<>();

    private long readings;
    private int repeats;
    private long nanos;
    private Store store;
    private Cursors cursors;
    private JournalOutbox.Shared shared;
    private JournalOutbox hq;

    @BeforeEach
    void open() throws SQLException {
        store = new Store(folder.resolve("journal.db"), new CommitFigures());
        cursors = new Cursors(store.damage());
        cursors.load(store.connection(), store.last());
        Rejections rejections = new Rejections(this::change, InstantSource.system(), store.damage());
        shared = JournalOutbox.Shared.of(store, cursors, rejections, this::change);
        hq = new JournalOutbox("hq", Selection.ALL, folder.resolve("journal.db"), shared).begin(1);
    }

    @AfterEach
    void close() throws SQLException {
        hq.close();
        store.close();
    }

    private void crash() throws SQLException {
        close();
        open();
    }

    private CompletionStage<Void> change(StateChange change) {
        try {
            change.apply(store.connection());
            store.commit();
            return CompletableFuture.completedFuture(null);
        } catch (SQLException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void record(Instant at, List<Observation> seen) throws Exception {
        store.commit(new Group(List.of(Waiting.of(new Batch(seen, List.of())))), stamp(at, true), List.of());
        shared.progress().advance(store.last());
    }

    private static Observation reading(Instant at) {
        return new Observation.Reading(new DeviceId("fridge"), at, Map.of("temperature", Value.of(4.0)));
    }

    private static Observation fault(Instant at) {
        return new Observation.Fault(new DeviceId("oven"), at, "no answer since " + at);
    }

    /** All within ten seconds of one minute. */
    private void readAFridge() throws Exception {
        for (int i = 0; i < BLOCKS; i++) {
            List<Observation> seen = new ArrayList<>();
            for (int n = 0; n < TOGETHER; n++) {
                seen.add(reading(YESTERDAY.plusMillis(100L * i + n)));
            }
            record(YESTERDAY.plusMillis(100L * i), seen);
        }
        record(NOW, List.of(reading(NOW)));
    }

    private void failEachSecond() throws Exception {
        for (int i = 0; i < BLOCKS; i++) {
            Instant at = YESTERDAY.plusSeconds(i);
            record(at, List.of(reading(at), fault(at)));
        }
        record(NOW, List.of(reading(NOW)));
    }

    private void retain(Quota readings, Quota events) throws SQLException {
        Retention retention = new Retention(
                new GatewaySettings.Retention(Duration.ofDays(30), Long.MAX_VALUE, readings, events),
                store.damage(),
                () -> nanos);
        while (retention.step(store, cursors, stamp(NOW, true))) {
            nanos++;
        }
    }

    private static Quota anHour() {
        return new Quota(Optional.of(Duration.ofHours(1)), Optional.empty());
    }

    private static Quota bytes(long most) {
        return new Quota(Optional.empty(), Optional.of(most));
    }

    private void take(List<Entry> batch) {
        for (Entry entry : batch) {
            if (!ids.add(entry.position())) {
                repeats++;
            } else if (entry.observation() instanceof Summary summary) {
                readings += summary.readings();
            } else if (entry.observation() instanceof Observation.Reading) {
                readings++;
            }
        }
    }

    private int deliver(Lane lane, int most) {
        List<Entry> batch = lane == Lane.OWED && hq.owed() == 0 ? List.of() : hq.peek(lane, most, Long.MAX_VALUE);
        take(batch);
        if (!batch.isEmpty()) {
            hq.done(lane, batch.getLast().position(), List.of());
        }
        return batch.size();
    }

    private void deliverAll() {
        while (deliver(Lane.STATE, 10) + deliver(Lane.OWED, 10) + deliver(Lane.FRESH, 10) > 0) {
            // There may be more.
        }
    }

    private Account account() {
        return shared.standing("hq").account(store.last(), store.thinned());
    }

    @Test
    void what_a_cloud_is_just_taking_is_no_part_of_what_comes_behind_it() throws Exception {
        readAFridge();
        List<Entry> batch = hq.peek(Lane.FRESH, 50, Long.MAX_VALUE);
        take(batch);
        retain(anHour(), Quota.NONE);
        hq.done(Lane.FRESH, batch.getLast().position(), List.of());
        deliverAll();
        assertEquals(BLOCKS * TOGETHER + 1, readings);
        assertEquals(readings, account().delivered() + account().summedUp());
    }

    @Test
    void nor_is_what_it_took_when_its_answer_got_lost_however_often_that_is() throws Exception {
        readAFridge();
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        take(hq.peek(Lane.FRESH, 90, Long.MAX_VALUE));
        retain(anHour(), Quota.NONE);
        retain(bytes(1), Quota.NONE);
        deliverAll();
        assertEquals(BLOCKS * TOGETHER + 1, readings);
    }

    @Test
    void what_it_had_of_a_block_ahead_of_the_rest_is_no_part_of_the_rest() throws Exception {
        readAFridge();
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        hq.done(Lane.FRESH, 25, List.of());
        retain(anHour(), Quota.NONE);
        deliverAll();
        assertEquals(BLOCKS * TOGETHER + 1, readings);
    }

    @Test
    void nor_is_what_it_took_before_a_crash() throws Exception {
        readAFridge();
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        crash();
        retain(anHour(), Quota.NONE);
        deliverAll();
        assertEquals(BLOCKS * TOGETHER + 1, readings);
    }

    @Test
    void nor_all_that_it_took_before_a_crash_when_nobody_had_yet_saved_how_far_it_was() throws Exception {
        readAFridge();
        crash();
        for (int i = 0; i < 5; i++) {
            deliver(Lane.FRESH, 50);
        }
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        crash();
        retain(anHour(), Quota.NONE);
        deliverAll();
        assertEquals(BLOCKS * TOGETHER + 1, readings);
    }

    @Test
    void nor_what_it_took_of_what_it_had_left_for_later() throws Exception {
        readAFridge();
        deliver(Lane.FRESH, 50);
        hq.leap();
        deliver(Lane.OWED, 50);
        take(hq.peek(Lane.OWED, 50, Long.MAX_VALUE));
        crash();
        retain(anHour(), Quota.NONE);
        deliverAll();
        assertEquals(BLOCKS * TOGETHER + 1, readings);
    }

    @Test
    void nor_what_it_took_before_it_left_the_rest_for_later() throws Exception {
        readAFridge();
        take(hq.peek(Lane.FRESH, 50, Long.MAX_VALUE));
        hq.leap();
        change(cursors::save);
        crash();
        retain(anHour(), Quota.NONE);
        deliverAll();
        assertEquals(BLOCKS * TOGETHER + 1, readings);
    }

    @Test
    void what_it_was_never_given_is_summed_up_after_a_crash_too() throws Exception {
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(reading(YESTERDAY.plusMillis(i)));
        }
        for (int i = 0; i < 25; i++) {
            record(YESTERDAY.plusSeconds(1), seen);
        }
        record(NOW, List.of(reading(NOW)));
        take(hq.peek(Lane.FRESH, 1_000, Long.MAX_VALUE));
        crash();
        retain(anHour(), Quota.NONE);
        assertTrue(store.thinned().ever().summedUp() > 10_000, () -> "summed up: " + store.thinned());
        deliverAll();
        assertEquals(25_001, readings);
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
    void a_crash_after_events_went_that_it_had_does_not_make_it_miss_them() throws Exception {
        failEachSecond();
        deliverAll();
        retain(Quota.NONE, anHour());
        crash();
        deliverAll();
        assertEquals(0, account().missed());
    }
}
