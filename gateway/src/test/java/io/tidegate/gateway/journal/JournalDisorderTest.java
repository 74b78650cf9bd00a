package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bit of a block's number flips, so that it stands among others where no number like that belongs. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalDisorderTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "it says {0}, and all of it can be read: {1}")
    @CsvSource({"12, false", "2, false", "25, false", "100, false", "2, true", "25, true", "100, true"})
    void a_block_that_says_another_number_costs_only_itself(int number, boolean readable) throws Exception {
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            for (int i = 1; i <= 30; i++) {
                journal.record(List.of(new Observation.Scan(
                        new DeviceId("till"), Journals.TEN, "x".repeat(1_000) + i, Symbology.UNKNOWN)));
            }
        }
        Ruin.number(folder.resolve("journal.db"), "block", 12, number, readable);
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            assertEquals(
                    LongStream.rangeClosed(1, 30)
                            .filter(each -> each != 12)
                            .boxed()
                            .toList(),
                    all(journal.outbox("hq")));
            assertEquals(1, journal.status().readers().getFirst().missed());
        }
    }

    private static List<Long> all(Outbox outbox) {
        List<Long> read = new ArrayList<>();
        List<Entry> peeked = outbox.peek(Lane.FRESH, 100, Long.MAX_VALUE);
        while (!peeked.isEmpty()) {
            peeked.forEach(each -> read.add(each.position()));
            outbox.done(Lane.FRESH, peeked.getLast().position(), List.of());
            peeked = outbox.peek(Lane.FRESH, 100, Long.MAX_VALUE);
        }
        return read;
    }
}
