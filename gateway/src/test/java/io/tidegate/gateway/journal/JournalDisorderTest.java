package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bit of a block's number flips, so that it stands among others where no number like that belongs. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalDisorderTest {

    /** Of such small ones: where SQLite goes astray in a page, what stands behind in it may be lost, too. */
    private static final int BLOCKS_OF_A_PAGE = 12;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} says {1}, and all of it can be read: {2}; {3} at once")
    @MethodSource("flips")
    void a_block_that_says_another_number_costs_its_neighbours_at_most(
            int victim, int number, boolean readable, int batch) throws Exception {
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            for (int i = 1; i <= 30; i++) {
                journal.record(List.of(new Observation.Fault(new DeviceId("oven"), Journals.TEN, "row " + i)));
            }
        }
        Ruin.number(folder.resolve("journal.db"), "block", victim, number, readable);
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            List<Long> read = all(journal.outbox("hq"), batch);
            assertEquals(read.stream().distinct().sorted().toList(), read, "each once, and in order");
            assertFalse(read.contains((long) victim) || read.getLast() > 30, () -> "nothing is made up: " + read);
            assertTrue(read.size() >= 30 - BLOCKS_OF_A_PAGE, () -> "it costs its page at most: " + read);
            assertEquals(
                    journal.lastPosition(),
                    read.size() + journal.status().readers().getFirst().missed());
        }
    }

    static Stream<Arguments> flips() {
        return Stream.of(12, 14, 17, 29)
                .flatMap(victim -> Stream.of(victim, 2, 25, 100)
                        .flatMap(number -> Stream.of(1, 100)
                                .flatMap(batch -> Stream.of(true, false)
                                        .filter(readable -> !readable || !number.equals(victim))
                                        .map(readable -> Arguments.of(victim, number, readable, batch)))));
    }

    private static List<Long> all(Outbox outbox, int batch) {
        List<Long> read = new ArrayList<>();
        List<Entry> peeked = outbox.peek(Lane.FRESH, batch, Long.MAX_VALUE);
        while (!peeked.isEmpty()) {
            peeked.forEach(each -> read.add(each.position()));
            outbox.done(Lane.FRESH, peeked.getLast().position(), List.of());
            peeked = outbox.peek(Lane.FRESH, batch, Long.MAX_VALUE);
        }
        return read;
    }
}
