package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.GatewaySettings.Quota;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small blocks, several to a page, and a bit of one's number flips: nothing goes with it, and nothing goes round for ever. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DisorderedBlocksTest {

    private static final int BLOCKS = 120;
    private static final Instant NOW = Journals.TEN.plus(Duration.ofDays(2));

    @TempDir
    Path folder;

    private Path file;
    private Store store;
    private long nanos;

    @BeforeEach
    void record() throws Exception {
        file = folder.resolve("journal.db");
        store = new Store(file, new CommitFigures());
        for (int i = 1; i <= BLOCKS; i++) {
            record(i);
        }
    }

    private void record(int number) throws Exception {
        Instant at = Journals.TEN.plusSeconds(number);
        Observation seen = number % 3 == 0
                ? new Observation.Reading(new DeviceId("fridge"), at, Map.of("n", Value.of((double) number)))
                : new Observation.Scan(new DeviceId("till"), at, "x".repeat(30) + number, Symbology.UNKNOWN);
        store.commit(
                new Group(List.of(Waiting.of(new Batch(List.of(seen), List.of())))),
                Journals.stamp(at, true),
                List.of());
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    private void flip(int from, int to, boolean readable) throws Exception {
        store.close();
        Ruin.number(file, "block", from, to, readable);
        store = new Store(file, new CommitFigures());
    }

    private static List<Long> allBut(int... gone) {
        List<Long> all =
                new ArrayList<>(LongStream.rangeClosed(1, BLOCKS).boxed().toList());
        for (long each : gone) {
            all.remove(each);
        }
        return all;
    }

    private List<Long> behind(long position) throws SQLException {
        try (Connection reader = Schema.openReader(file)) {
            return Journals.positions(new BlockReader(store.times(), store.damage())
                    .after(reader, position, Integer.MAX_VALUE, Long.MAX_VALUE));
        }
    }

    /** @return how many steps it took until nothing was left to do */
    private int retain(GatewaySettings.Retention limits, Cursors cursors) throws SQLException {
        Retention retention = new Retention(limits, store.damage(), () -> nanos);
        int steps = 0;
        while (retention.step(store, cursors, Journals.stamp(NOW, true)) && steps < 10 * BLOCKS) {
            steps++;
        }
        return steps;
    }

    @ParameterizedTest(name = "{0} says it is {1}")
    @CsvSource({"48, 47", "54, 17", "102, 49"})
    void who_looks_by_time_finds_all_the_others(int from, int to) throws Exception {
        flip(from, to, false);
        List<Entry> found = new ArrayList<>();
        try (Connection reader = Schema.openReader(file)) {
            assertTrue(new JournalScan(store.times(), store.damage())
                    .between(reader, Journals.TEN, NOW, Integer.MAX_VALUE, found::add));
        }
        assertEquals(allBut(from), Journals.positions(found));
    }

    @ParameterizedTest(name = "{0} says it is {1}, and a cloud has had {2}")
    @CsvSource({"12, 25, 12", "28, 108, 30", "13, 100, 12", "17, 100, 16"})
    void no_block_that_a_cloud_has_not_had_goes_because_it_stands_behind(int from, int to, long had) throws Exception {
        flip(from, to, true);
        List<Long> before = behind(had);
        Cursors cursors = new Cursors(store.damage());
        cursors.load(store.connection(), store.last());
        cursors.readers().openReader("hq", had + 1, 0);
        retain(new GatewaySettings.Retention(Duration.ofHours(1), Long.MAX_VALUE, Quota.NONE, Quota.NONE), cursors);
        assertEquals(before, behind(had));
        assertTrue(cursors.done("hq") < before.getFirst(), () -> "it goes on behind " + cursors.done("hq"));
    }

    @ParameterizedTest(name = "{0} says it is {1}")
    @CsvSource({"119, 121", "118, 125"})
    void what_comes_next_is_recorded_though_a_number_is_taken(int from, int to) throws Exception {
        flip(from, to, false);
        for (int i = 0; i < 10; i++) {
            record(BLOCKS + i);
        }
        assertEquals(10, behind(BLOCKS).size());
    }

    @ParameterizedTest(name = "{0} says it is {1}, and all of it can be read: {2}")
    @CsvSource({"54, 17, false", "66, 46, true", "114, 76, false", "83, 85, true"})
    void thinning_comes_to_an_end(int from, int to, boolean readable) throws Exception {
        flip(from, to, readable);
        Cursors cursors = new Cursors(store.damage());
        cursors.load(store.connection(), store.last());
        Quota none = new Quota(Optional.empty(), Optional.of(1L));
        int steps = retain(
                new GatewaySettings.Retention(
                        Duration.ofDays(30),
                        Long.MAX_VALUE,
                        none,
                        new Quota(Optional.of(Duration.ofHours(1)), Optional.empty())),
                cursors);
        assertTrue(steps < 2 * BLOCKS, () -> steps + " steps");
    }

    @ParameterizedTest(name = "{0} says it is {1}, and all of it can be read: {2}")
    @CsvSource({"17, 100, true", "17, 25, true", "17, 2, true", "17, 100, false"})
    void what_stands_behind_gives_way(int from, int to, boolean readable) throws Exception {
        flip(from, to, readable);
        Cursors cursors = new Cursors(store.damage());
        cursors.load(store.connection(), store.last());
        retain(
                new GatewaySettings.Retention(
                        Duration.ofDays(30),
                        Long.MAX_VALUE,
                        Quota.NONE,
                        new Quota(Optional.of(Duration.ofHours(1)), Optional.empty())),
                cursors);
        List<Long> scans = behind(0).stream().filter(each -> each % 3 != 0).toList();
        // SQLite may go astray in its page of at most a dozen, and the newest block stays.
        assertTrue(scans.size() <= 12, () -> "still there: " + scans);
    }

    @ParameterizedTest(name = "all of it can be read: {0}")
    @ValueSource(booleans = {true, false})
    void no_position_is_used_twice_where_the_newest_says_that_it_is_an_old_one(boolean readable) throws Exception {
        store.commit(
                new Group(List.of(Waiting.of(new Batch(
                        Collections.nCopies(4_000, new Observation.Fault(new DeviceId("oven"), NOW, "no answer")),
                        List.of())))),
                Journals.stamp(NOW, true),
                List.of());
        long newest = store.last();
        flip(BLOCKS + 1, 20, readable);
        assertTrue(store.last() >= newest, () -> store.last() + " after " + newest);
    }
}
