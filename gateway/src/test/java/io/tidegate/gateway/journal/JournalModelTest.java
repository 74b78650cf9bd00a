package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random actions on a journal and on a list in memory give the same answers. A crash is a copy of the files as they are
 * while the journal runs, opened in its place: nothing is closed, nothing is flushed for it.
 */
class JournalModelTest {

    private static final int ACTIONS = 400;

    @TempDir
    Path root;

    private final List<Long> recorded = new ArrayList<>();
    private final TreeSet<Long> rejected = new TreeSet<>();
    private long done;
    private long number;
    private int life;
    private Journal journal;
    private Outbox outbox;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_journal_answers_as_a_list_in_memory_does(long seed) throws Exception {
        Random random = new Random(seed);
        open(root.resolve("life-0"));
        try {
            for (int action = 0; action < ACTIONS; action++) {
                act(random);
            }
            crash();
            assertEquals(recorded.size(), journal.lastPosition());
        } finally {
            journal.close();
        }
    }

    private void act(Random random) throws Exception {
        switch (random.nextInt(20)) {
            case 0 -> crash();
            case 1 -> restart();
            case 2, 3, 4 -> readOn(random);
            case 5 -> reject();
            case 6 -> sendAgain();
            default -> record(1 + random.nextInt(30));
        }
    }

    private void record(int count) throws InterruptedException {
        List<Observation> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recorded.add(++number);
            batch.add(Journals.reading(number));
        }
        journal.record(batch);
    }

    private void readOn(Random random) {
        int limit = 1 + random.nextInt(50);
        List<Entry> peeked = outbox.peek(limit, Long.MAX_VALUE);
        int from = (int) done;
        assertEquals(recorded.subList(from, Math.min(recorded.size(), from + limit)), numbers(peeked));
        if (!peeked.isEmpty()) {
            done = peeked.get(random.nextInt(peeked.size())).position();
            outbox.done(done, List.of());
        }
    }

    private void reject() {
        List<Entry> peeked = outbox.peek(3, Long.MAX_VALUE);
        if (!peeked.isEmpty()) {
            long last = peeked.getLast().position();
            outbox.done(last, List.of(new Rejected(last, "not wanted")));
            rejected.add(last);
            done = last;
        }
    }

    private void sendAgain() {
        journal.replay("hq").toCompletableFuture().join();
        if (rejected.isEmpty()) {
            return;
        }
        List<Long> again = Journals.positions(outbox.peekAgain(1_000, Long.MAX_VALUE));
        assertEquals(List.copyOf(rejected), again);
        outbox.doneAgain(again, List.of());
        rejected.clear();
    }

    /** After a crash the cursor is where it was, or before it; never behind it. */
    private void crash() throws Exception {
        Path next = root.resolve("life-" + ++life);
        Path current = root.resolve("life-" + (life - 1));
        Files.createDirectories(next);
        Files.copy(current.resolve("journal.db"), next.resolve("journal.db"), StandardCopyOption.REPLACE_EXISTING);
        if (Files.exists(current.resolve("journal.db-wal"))) {
            Files.copy(current.resolve("journal.db-wal"), next.resolve("journal.db-wal"));
        }
        journal.close();
        open(next);
        long resumed = journal.status().readers().getFirst().done();
        assertTrue(resumed <= done, "resumed at " + resumed + ", done was " + done);
        done = resumed;
    }

    private void restart() throws SQLException {
        journal.close();
        open(root.resolve("life-" + life));
        assertEquals(done, journal.status().readers().getFirst().done());
    }

    private void open(Path folder) throws SQLException {
        journal = Journal.open(folder, Journals.settings());
        outbox = journal.outbox("hq");
    }

    private static List<Long> numbers(List<Entry> entries) {
        return entries.stream()
                .map(entry -> Journals.number(entry.observation()))
                .toList();
    }
}
