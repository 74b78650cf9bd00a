package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalScanTest {

    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final int ENTRIES = 2_000;

    @TempDir
    Path folder;

    private final List<Entry> all = new ArrayList<>();

    /** An entry every minute, in blocks of one to five, observed up to half an hour before or after it was recorded. */
    private Store filled(Random random) throws SQLException {
        Store store = new Store(folder.resolve("journal.db"), new CommitFigures());
        Blocks.ensureBoot(store.connection(), "boot");
        int position = 1;
        while (position <= ENTRIES) {
            Instant recorded = START.plus(Duration.ofMinutes(position));
            List<Observation> seen = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                Instant at = recorded.plusSeconds(random.nextInt(-1800, 1800));
                Observation reading =
                        new Observation.Reading(new DeviceId("d"), at, Map.of("n", Value.of((double) position + i)));
                all.add(new Entry(position + i, recorded, reading));
                seen.add(reading);
            }
            Blocks.insert(store.connection(), Block.of(position, seen, Journals.stamp(recorded, true)));
            position += count;
        }
        store.connection().commit();
        return store;
    }

    private static List<Entry> between(Connection reader, Instant from, Instant to) throws SQLException {
        List<Entry> found = new ArrayList<>();
        assertTrue(new JournalScan(new Damage()).between(reader, from, to, Integer.MAX_VALUE, found::add));
        return found;
    }

    @Test
    void it_finds_exactly_what_was_observed_between_two_moments() throws Exception {
        Random random = new Random(3);
        try (Store store = filled(random)) {
            for (int i = 0; i < 50; i++) {
                Instant from = START.plus(Duration.ofMinutes(random.nextInt(-100, ENTRIES + 100)));
                Instant to = from.plus(Duration.ofMinutes(random.nextInt(200)));
                List<Entry> expected = all.stream()
                        .filter(entry -> !entry.observation().at().isBefore(from)
                                && entry.observation().at().isBefore(to))
                        .toList();
                assertEquals(expected, between(store.connection(), from, to));
            }
        }
    }

    @Test
    void it_stops_at_the_limit_and_says_so() throws Exception {
        try (Store store = filled(new Random(4))) {
            List<Entry> found = new ArrayList<>();
            boolean whole = new JournalScan(new Damage())
                    .between(
                            store.connection(),
                            START.minus(Duration.ofHours(1)),
                            START.plus(Duration.ofDays(30)),
                            10,
                            found::add);
            assertFalse(whole);
            assertEquals(all.subList(0, 10), found);
        }
    }

    @Test
    void an_empty_journal_has_nothing() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            assertEquals(List.of(), between(store.connection(), Instant.EPOCH, START));
        }
    }
}
