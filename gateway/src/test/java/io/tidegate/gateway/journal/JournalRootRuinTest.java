package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Value;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first page of each table, and the page of its oldest rows, in a journal of a box whose clock was set some times. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalRootRuinTest {

    private static final int PER_BOOT = 40;
    private static final int BOOTS = 3;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    static Path used;

    @TempDir
    Path folder;

    private PretendedMachine machine;

    @BeforeAll
    void use() throws Exception {
        machine = new PretendedMachine(used.resolve("machine"));
        for (int boot = 0; boot < BOOTS; boot++) {
            machine.boot(Instant.EPOCH);
            try (Journal journal = machine.open(used)) {
                record(journal, PER_BOOT);
                machine.synchronise(Journals.TEN.plus(Duration.ofHours(boot)));
                Awaiting.until(
                        "times are right",
                        () -> all(journal)
                                .getLast()
                                .recordedAt()
                                .isAfter(Journals.TEN.minus(MINUTE.multipliedBy(PER_BOOT))));
                record(journal, PER_BOOT);
                Outbox outbox = journal.outbox("hq");
                List<Entry> some = outbox.peek(Lane.FRESH, 10, Long.MAX_VALUE);
                outbox.done(
                        Lane.FRESH,
                        some.getLast().position(),
                        List.of(new Rejected(some.getFirst().position(), "no such place")));
                journal.submit(new Batch(
                                List.of(),
                                List.of(new Parked("floor", machine.now(), "somewhere", new byte[300], "not JSON"))))
                        .toCompletableFuture()
                        .join();
            }
        }
    }

    private void record(Journal journal, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            journal.record(
                    List.of(new Observation.Reading(new DeviceId("d"), machine.now(), Map.of("n", Value.of(i)))));
            machine.pass(MINUTE);
        }
    }

    private static List<Entry> all(Journal journal) throws Exception {
        try (Connection reader = journal.openReader()) {
            return journal.entriesAfter(reader, 0, 10_000);
        }
    }

    private static List<Entry> between(Journal journal, Instant from, Instant to) throws Exception {
        List<Entry> found = new ArrayList<>();
        try (Connection reader = journal.openReader()) {
            assertTrue(journal.scan().between(reader, from, to, 10_000, found::add));
        }
        return found;
    }

    static List<Ruin.Page> pages() throws Exception {
        return Ruin.ends(used.resolve("journal.db"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whichever_page_is_lost_all_that_stood_elsewhere_is_found(Ruin.Page page) throws Exception {
        CutCopy.copy(used, folder);
        Ruin.page(folder.resolve("journal.db"), page.number());
        machine.boot(Journals.TEN.plus(Duration.ofDays(1)));
        boolean isRoot = page.of().equals("block") && page.path().equals("/");
        try (Journal journal = machine.open(folder)) {
            if (isRoot) {
                return;
            }
            record(journal, 1);
            List<Entry> left = all(journal);
            int lost = page.of().equals("block") ? 20 : 0;
            int recorded = 2 * BOOTS * PER_BOOT + 1;
            assertTrue(left.size() >= recorded - lost, left.size() + " are left");
            assertEquals(left, between(journal, Instant.EPOCH, machine.now()), "for a chart of all the time");
            Instant from = Journals.TEN.plusSeconds(1);
            Instant to = Journals.TEN.plus(Duration.ofHours(1));
            assertEquals(
                    left.stream()
                            .filter(entry -> !entry.observation().at().isBefore(from)
                                    && entry.observation().at().isBefore(to))
                            .toList(),
                    between(journal, from, to),
                    "for a chart of an hour");
        }
    }
}
