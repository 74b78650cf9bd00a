package io.tidegate.gateway.history;

import static io.tidegate.gateway.history.HistoryContract.TEMPERATURE;
import static io.tidegate.gateway.history.HistoryContract.temperature;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.CutCopy;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.PretendedMachine;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.HistorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollupsTest {

    private static final Instant HOUR = Instant.parse("2026-03-01T10:00:00Z");
    private static final HistorySettings.Embedded TEN_AND_TWENTY_DAYS =
            new HistorySettings.Embedded(Duration.ofDays(10), Duration.ofDays(20));

    @TempDir
    Path root;

    private PretendedMachine machine;
    private Instant now = HOUR;
    private boolean believed = true;

    @BeforeEach
    void machine() throws IOException {
        machine = PretendedMachine.ordinary(root.resolve("machine"));
    }

    private Journal journal(Path folder) throws Exception {
        return machine.open(
                folder, new GatewaySettings("gw-1", folder, Duration.ZERO, GatewaySettings.Retention.DEFAULT));
    }

    private EmbeddedHistory history(Journal journal, Duration lag, int scannedMax) throws Exception {
        Rollups.Times times = new Rollups.Times(() -> now, () -> believed);
        return EmbeddedHistory.open(journal, new Rollups(TEN_AND_TWENTY_DAYS, times, lag), scannedMax);
    }

    private EmbeddedHistory history(Journal journal) throws Exception {
        return history(journal, Duration.ZERO, EmbeddedHistory.SCANNED_MAX);
    }

    private static long rows(Journal journal, String table) throws Exception {
        try (Connection reader = journal.openReader();
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private static List<Point> hours(History history, int from, int to) throws IOException {
        Span span = new Span(HOUR.plus(from, ChronoUnit.HOURS), HOUR.plus(to, ChronoUnit.HOURS));
        return history.course(TEMPERATURE, span, Steps.HOUR).points();
    }

    private static Instant at(int hours, int minutes) {
        return HOUR.plus(hours, ChronoUnit.HOURS).plus(minutes, ChronoUnit.MINUTES);
    }

    @Test
    void an_hour_is_summed_up_when_nothing_more_comes_for_it() throws Exception {
        try (Journal journal = journal(root)) {
            EmbeddedHistory history = history(journal);
            journal.record(List.of(temperature(at(0, 1), 1), temperature(at(0, 59), 3)));
            assertEquals(0, rows(journal, "history_hour"));
            journal.record(List.of(temperature(at(1, 0), 7)));
            assertEquals(1, rows(journal, "history_hour"));
            assertEquals(
                    List.of(new Point(at(0, 0), 1, 2, 3, 2, 3), new Point(at(1, 0), 7, 7, 7, 1, 7)),
                    hours(history, 0, 2));
        }
    }

    @Test
    void a_late_value_makes_its_hour_stale_until_it_is_summed_up_again() throws Exception {
        try (Journal journal = journal(root)) {
            EmbeddedHistory history = history(journal);
            journal.record(List.of(temperature(at(0, 30), 1)));
            journal.record(List.of(temperature(at(5, 0), 2)));
            for (int i = 0; i < 2; i++) {
                journal.record(List.of(temperature(at(0, 20), 5)));
                assertEquals(1, rows(journal, "history_stale WHERE hour * 3600 = " + HOUR.getEpochSecond()));
                journal.record(List.of(temperature(at(5, 1), 2)));
                assertEquals(0, rows(journal, "history_stale WHERE hour * 3600 = " + HOUR.getEpochSecond()));
            }
            assertEquals(
                    new Point(at(0, 0), 1, 11 / 3.0, 5, 3, 1),
                    hours(history, 0, 1).getFirst());
        }
    }

    @Test
    void each_value_counts_exactly_once_across_crashes() throws Exception {
        Random random = new Random(7);
        Path folder = root.resolve("life-0");
        Journal journal = journal(folder);
        long recorded = 0;
        for (int life = 1; life <= 6; life++) {
            EmbeddedHistory history = history(journal, Duration.ofMillis(life % 2 * 5L), EmbeddedHistory.SCANNED_MAX);
            for (int i = random.nextInt(30); i >= 0; i--) {
                List<Observation> seen = new ArrayList<>();
                for (int j = random.nextInt(300); j >= 0; j--) {
                    seen.add(temperature(at(random.nextInt(20), random.nextInt(60)), 1));
                }
                journal.record(seen);
                recorded += seen.size();
            }
            assertEquals(
                    recorded,
                    hours(history, 0, 20).stream().mapToLong(Point::count).sum());
            Path next = root.resolve("life-" + life);
            CutCopy.take(journal, folder, next);
            journal.close();
            folder = next;
            journal = journal(folder);
        }
        EmbeddedHistory history = history(journal);
        assertEquals(
                recorded, hours(history, 0, 20).stream().mapToLong(Point::count).sum());
        journal.close();
    }

    @Test
    void minutes_go_before_hours_do() throws Exception {
        try (Journal journal = journal(root)) {
            EmbeddedHistory history = history(journal);
            journal.record(List.of(temperature(at(0, 1), 1), temperature(at(1, 1), 2), temperature(at(2, 1), 3)));
            now = HOUR.plus(Duration.ofDays(10)).plus(Duration.ofHours(2));
            for (int i = 0; i < 4; i++) {
                journal.record(List.of(temperature(now, 4)));
            }
            assertEquals(2, rows(journal, "history_minute"), "of hour 2 and of now");
            assertEquals(3, hours(history, 0, 3).size(), "hours are still there");
            now = HOUR.plus(Duration.ofDays(20)).plus(Duration.ofHours(1));
            journal.record(List.of(temperature(now, 4)));
            assertEquals(2, hours(history, 0, 3).size());
        }
    }

    @Test
    void a_value_for_an_hour_whose_minutes_are_gone_leaves_its_summary_as_it_is() throws Exception {
        try (Journal journal = journal(root)) {
            EmbeddedHistory history = history(journal);
            journal.record(List.of(temperature(at(0, 1), 1), temperature(at(0, 2), 2)));
            now = HOUR.plus(Duration.ofDays(12));
            for (int i = 0; i < 3; i++) {
                journal.record(List.of(temperature(now, 4)));
            }
            journal.record(List.of(temperature(at(0, 30), 100)));
            journal.record(List.of(temperature(now, 4)));
            assertEquals(List.of(new Point(at(0, 0), 1, 1.5, 2, 2, 2)), hours(history, 0, 1));
        }
    }

    @Test
    void a_value_that_comes_when_its_minute_is_too_old_is_in_its_hour() throws Exception {
        now = HOUR.plus(Duration.ofDays(12));
        try (Journal journal = journal(root)) {
            EmbeddedHistory history = history(journal);
            journal.record(List.of(temperature(at(0, 1), 1)));
            for (int i = 0; i < 3; i++) {
                journal.record(List.of(temperature(now, 4)));
            }
            assertEquals(List.of(new Point(at(0, 0), 1, 1, 1, 1, 1)), hours(history, 0, 1));
            assertEquals(1, rows(journal, "history_minute"), "of now");
        }
    }

    @Test
    void a_clock_that_nobody_believes_removes_nothing() throws Exception {
        believed = false;
        try (Journal journal = journal(root)) {
            history(journal);
            journal.record(List.of(temperature(at(0, 1), 1)));
            now = HOUR.plus(Duration.ofDays(10_000));
            for (int i = 0; i < 3; i++) {
                journal.record(List.of(temperature(now, 4)));
            }
            assertEquals(2, rows(journal, "history_minute"));
        }
    }

    @Test
    void where_single_values_are_too_many_minutes_are_told() throws Exception {
        try (Journal journal = journal(root)) {
            EmbeddedHistory history = history(journal, Duration.ZERO, 10);
            List<Observation> seen = new ArrayList<>();
            for (int i = 0; i < 11; i++) {
                seen.add(temperature(HistoryContract.second(i), i));
            }
            journal.record(seen);
            Course course = history.course(TEMPERATURE, HistoryContract.minutes(5), 300);
            assertEquals(Steps.MINUTE, course.step());
            assertEquals(11, course.points().getFirst().count());
            assertTrue(
                    history.values(TEMPERATURE, HistoryContract.minutes(5), 300).cut());
        }
    }

    @Test
    void a_history_that_was_forgotten_begins_again_without_doubling() throws Exception {
        try (Journal journal = journal(root)) {
            history(journal);
            journal.record(List.of(temperature(at(0, 1), 1)));
        }
        try (Journal journal = journal(root)) {
            long commits = journal.status().counters().groups();
            EmbeddedHistory.forget(journal);
            assertEquals(commits + 1, journal.status().counters().groups(), "tables and place go in one commit");
        }
        try (Journal journal = journal(root)) {
            EmbeddedHistory history = history(journal);
            journal.record(List.of(temperature(at(0, 2), 2)));
            assertEquals(2, hours(history, 0, 1).getFirst().count());
        }
    }

    @Test
    void hours_of_many_fields_are_summed_up_in_steps_that_hold_nobody_up() throws Exception {
        int devices = 2;
        int fields = 100;
        try (Journal journal = journal(root)) {
            EmbeddedHistory history = history(journal);
            for (int minute = 0; minute < 60; minute++) {
                for (int device = 0; device < devices; device++) {
                    Map<String, Value> values = new HashMap<>();
                    for (int field = 0; field < fields; field++) {
                        values.put("f" + field, Value.of(field));
                    }
                    journal.record(List.of(new Observation.Reading(new DeviceId("d" + device), at(0, minute), values)));
                }
            }
            journal.record(List.of(temperature(at(1, 0), 7)));
            long summed = rows(journal, "history_hour");
            assertTrue(summed > 0 && summed < devices * fields, summed + " in the first step");
            Series last = new Series(new DeviceId("d1"), "f99");
            Span span = new Span(at(0, 0), at(1, 0));
            List<Point> expected = List.of(new Point(at(0, 0), 99, 99, 99, 60, 99));
            assertEquals(expected, history.course(last, span, Steps.HOUR).points(), "from its minutes meanwhile");
            for (int i = 0; i < 3; i++) {
                journal.record(List.of(temperature(at(1, 0), 7)));
            }
            assertEquals(devices * fields, rows(journal, "history_hour"));
            assertEquals(1, rows(journal, "history_stale"), "the hour that goes on");
            assertEquals(expected, history.course(last, span, Steps.HOUR).points());
        }
    }

    @Test
    void a_journal_that_is_older_than_its_history_is_summarised_from_its_beginning() throws Exception {
        try (Journal journal = journal(root)) {
            for (int i = 0; i < 3; i++) {
                List<Observation> seen = new ArrayList<>();
                for (int j = 0; j < 4_000; j++) {
                    seen.add(temperature(at(0, 0).plusMillis(100L * j), j));
                }
                journal.record(seen);
            }
            assertEquals(12_000, hours(history(journal), 0, 1).getFirst().count());
        }
    }
}
