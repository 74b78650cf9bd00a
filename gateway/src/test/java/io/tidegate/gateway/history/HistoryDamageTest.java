package io.tidegate.gateway.history;

import static io.tidegate.gateway.history.HistoryContract.TEMPERATURE;
import static io.tidegate.gateway.history.HistoryContract.temperature;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.PretendedMachine;
import io.tidegate.gateway.journal.Ruin;
import io.tidegate.observation.Observation;
import io.tidegate.site.HistorySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the summaries that cannot be read. */
class HistoryDamageTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MINUTES = 300;

    @TempDir
    Path root;

    private PretendedMachine machine;

    private Journal journal() {
        return machine.open(root);
    }

    private EmbeddedHistory history(Journal journal) throws Exception {
        Rollups.Times times = new Rollups.Times(machine.clock(), journal.clock()::synchronised);
        Rollups rollups = new Rollups(HistorySettings.Embedded.DEFAULT, times, Duration.ZERO);
        return EmbeddedHistory.open(journal, rollups, EmbeddedHistory.SCANNED_MAX);
    }

    @BeforeEach
    void used() throws Exception {
        machine = PretendedMachine.ordinary(root.resolve("machine"));
        machine.set(NOON);
        try (Journal journal = journal()) {
            history(journal);
            List<Observation> seen = new ArrayList<>();
            for (int minute = 0; minute < MINUTES; minute++) {
                seen.add(temperature(NOON.plusSeconds(60L * minute), 4));
            }
            machine.set(NOON.plusSeconds(60L * MINUTES));
            journal.record(seen);
        }
    }

    private void ruin(String which) throws Exception {
        Path file = root.resolve("journal.db");
        for (Ruin.Page page : Ruin.ends(file)) {
            if (page.toString().equals(which)) {
                Ruin.page(file, page.number());
            }
        }
    }

    private long counted(History history) throws Exception {
        Span span = new Span(NOON, NOON.plus(Duration.ofDays(1)));
        return history.course(TEMPERATURE, span, Steps.MINUTE).points().stream()
                .mapToLong(Point::count)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"history_minute/000/", "history_hour/", "history_stale/"})
    void what_can_be_read_stays_and_new_values_join_it(String page) throws Exception {
        ruin(page);
        try (Journal journal = journal()) {
            EmbeddedHistory history = history(journal);
            journal.record(List.of(temperature(machine.now(), 5)));
            long counted = counted(history);
            assertTrue(counted > MINUTES - 30 && counted <= MINUTES + 1, counted + " values");
            assertEquals(journal.lastPosition(), appliedTo(journal), "summaries go on");
        }
    }

    @Test
    void without_the_numbers_of_its_series_it_begins_anew() throws Exception {
        ruin("history_series/");
        try (Journal journal = journal()) {
            EmbeddedHistory history = history(journal);
            journal.record(List.of(temperature(machine.now(), 5)));
            assertEquals(1, counted(history));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"history_minute/", "history_minute/000/", "history_series/"})
    void summaries_that_cannot_be_let_go_of_stop_nobody(String page) throws Exception {
        ruin(page);
        try (Journal journal = journal()) {
            EmbeddedHistory.forget(journal);
            journal.record(List.of(temperature(machine.now(), 5)));
        }
    }

    private static long appliedTo(Journal journal) throws Exception {
        try (var reader = journal.openReader()) {
            return journal.appliedTo(reader, Rollups.NAME);
        }
    }
}
