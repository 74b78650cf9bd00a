package io.tidegate.gateway.history;

import static io.tidegate.gateway.history.HistoryContract.TEMPERATURE;
import static io.tidegate.gateway.history.HistoryContract.temperature;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.PretendedMachine;
import io.tidegate.site.HistorySettings;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The summaries of a box that wakes up in 1970. */
class ClockSetLaterHistoryTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration FOUR_MINUTES = Duration.ofMinutes(4);

    @TempDir
    Path root;

    private static boolean isSummarised(Journal journal) throws Exception {
        try (Connection reader = journal.openReader()) {
            return journal.appliedTo(reader, Rollups.NAME) == journal.lastPosition();
        }
    }

    @Test
    void what_it_recorded_is_summarised_at_its_right_time() throws Exception {
        PretendedMachine machine = new PretendedMachine(root.resolve("machine"));
        machine.boot(Instant.EPOCH);
        try (Journal journal = machine.open(root)) {
            Rollups.Times times = new Rollups.Times(machine.clock(), journal.clock()::synchronised);
            Rollups rollups = new Rollups(HistorySettings.Embedded.DEFAULT, times, Duration.ZERO);
            EmbeddedHistory history = EmbeddedHistory.open(journal, rollups, EmbeddedHistory.SCANNED_MAX);
            journal.record(List.of(temperature(machine.now(), 4)));
            machine.pass(FOUR_MINUTES);
            journal.record(List.of(temperature(machine.now(), 5)));
            Span anHourOf1970 = new Span(Instant.EPOCH, Instant.EPOCH.plus(Steps.HOUR));
            assertEquals(
                    2,
                    history.course(TEMPERATURE, anHourOf1970, Steps.MINUTE)
                            .points()
                            .size(),
                    "as the clock shows");
            machine.pass(FOUR_MINUTES);
            machine.synchronise(TEN);
            Awaiting.until("it is summarised", () -> isSummarised(journal));
            assertEquals(
                    List.of(
                            new Point(TEN.minus(FOUR_MINUTES.multipliedBy(2)), 4, 4, 4, 1, 4),
                            new Point(TEN.minus(FOUR_MINUTES), 5, 5, 5, 1, 5)),
                    history.course(TEMPERATURE, new Span(TEN.minus(Steps.HOUR), TEN), Steps.MINUTE)
                            .points());
            assertEquals(
                    List.of(),
                    history.course(TEMPERATURE, anHourOf1970, Steps.MINUTE).points());
        }
    }
}
