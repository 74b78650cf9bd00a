package io.tidegate.gateway.history;

import static io.tidegate.gateway.history.HistoryContract.TEMPERATURE;
import static io.tidegate.gateway.history.HistoryContract.temperature;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.PretendedMachine;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.HistorySettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letting go of summaries of many fields, which must hold nobody up. */
class SummariesRetentionTest {

    private static final Instant HOUR = Instant.parse("2026-03-01T10:00:00Z");
    private static final int DEVICES = 80;
    private static final HistorySettings.Embedded TEN_AND_TWENTY_DAYS =
            new HistorySettings.Embedded(Duration.ofDays(10), Duration.ofDays(20));

    @TempDir
    Path root;

    private Instant now = HOUR;

    private static long rows(Journal journal, String table) throws Exception {
        try (Connection reader = journal.openReader();
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private EmbeddedHistory history(Journal journal) throws Exception {
        Rollups.Times times = new Rollups.Times(() -> now, () -> true);
        return EmbeddedHistory.open(
                journal, new Rollups(TEN_AND_TWENTY_DAYS, times, Duration.ZERO), EmbeddedHistory.SCANNED_MAX);
    }

    private void step(Journal journal) throws Exception {
        journal.record(List.of(temperature(now, 4)));
    }

    private static void recordAnHour(Journal journal) throws Exception {
        List<Observation> seen = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            Instant at = HOUR.plusSeconds(60L * minute);
            seen.add(temperature(at, 4));
            for (int device = 1; device < DEVICES; device++) {
                seen.add(new Observation.Reading(new DeviceId("d" + device), at, Map.of("n", Value.of(device))));
            }
        }
        // In two groups, since more than this at once is brought in by slices between groups.
        journal.record(seen.subList(0, seen.size() / 2));
        journal.record(seen.subList(seen.size() / 2, seen.size()));
    }

    @Test
    void an_hour_of_many_fields_goes_in_steps_and_its_sums_stay_as_they_are() throws Exception {
        try (Journal journal =
                PretendedMachine.ordinary(root.resolve("machine")).open(root)) {
            EmbeddedHistory history = history(journal);
            recordAnHour(journal);
            now = HOUR.plus(Duration.ofDays(11));
            step(journal);
            assertEquals(DEVICES, rows(journal, "history_hour"));
            List<Point> sums = sums(history);
            assertEquals(60, sums.getFirst().count());
            long left = rows(journal, "history_minute");
            for (int steps = 1; left > 1; steps++) {
                assertTrue(steps < 20, left + " rows are left");
                // Too late for minutes that are perhaps gone.
                journal.record(List.of(temperature(HOUR.plusSeconds(30), 100), temperature(now, 4)));
                long next = rows(journal, "history_minute");
                assertTrue(left - next < DEVICES * 60 / 2, "not all at once: " + left + ", " + next);
                left = next;
                assertEquals(sums, sums(history));
            }
            now = HOUR.plus(Duration.ofDays(21));
            step(journal);
            step(journal);
            assertTrue(rows(journal, "history_hour") <= 1, "hours go too");
        }
    }

    private static List<Point> sums(EmbeddedHistory history) throws Exception {
        return history.course(TEMPERATURE, new Span(HOUR, HOUR.plus(Steps.HOUR)), Steps.HOUR)
                .points();
    }
}
