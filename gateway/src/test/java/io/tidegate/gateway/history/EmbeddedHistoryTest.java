package io.tidegate.gateway.history;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.PretendedMachine;
import io.tidegate.observation.Observation;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.HistorySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The embedded history on a real journal, whatever part of it the summaries hold already. */
class EmbeddedHistoryTest {

    abstract static class OnAJournal extends HistoryContract {

        @TempDir
        Path folder;

        Journal journal;
        EmbeddedHistory history;

        abstract Duration lag();

        @BeforeEach
        void open() throws Exception {
            journal = PretendedMachine.ordinary(folder.resolve("machine"))
                    .open(
                            folder,
                            new GatewaySettings("gw-1", folder, Duration.ZERO, GatewaySettings.Retention.DEFAULT));
            Rollups.Times times = new Rollups.Times(InstantSource.system(), () -> true);
            history = EmbeddedHistory.open(
                    journal, new Rollups(HistorySettings.Embedded.DEFAULT, times, lag()), EmbeddedHistory.SCANNED_MAX);
        }

        @AfterEach
        void close() {
            journal.close();
        }

        @Override
        void record(List<Observation> seen) throws Exception {
            journal.record(seen);
        }

        @Override
        History history() {
            return history;
        }
    }

    @Nested
    class WithAllOfItSummarised extends OnAJournal {
        @Override
        Duration lag() {
            return Duration.ZERO;
        }
    }

    /** The first group is summarised at once, what comes later is not. */
    @Nested
    class WithMostOfItNotSummarisedYet extends OnAJournal {
        @Override
        Duration lag() {
            return Duration.ofHours(1);
        }
    }

    @Nested
    class WithSomeOfItSummarised extends OnAJournal {
        @Override
        Duration lag() {
            return Duration.ofMillis(3);
        }
    }
}
