package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.site.GatewaySettings;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random actions on a journal, and on numbers in memory, give the same answers: recording, reading by a quick reader and by
 * one that lags, refusing and sending again, deleting what is too much, stopping, crashing. A crash is a copy of the files
 * as they are while the journal runs, opened in its place: nothing is closed, nothing is flushed for it. Every reading bears
 * its own position as its number.
 */
class JournalModelTest {

    private static final int ACTIONS = 400;

    /** So little that of the some thousand readings most must go. */
    private static final GatewaySettings.Retention LITTLE = new GatewaySettings.Retention(Duration.ofDays(30), 8_000);

    @TempDir
    Path root;

    private final AtomicLong laterNanos = new AtomicLong();
    private final TreeSet<Long> rejected = new TreeSet<>();
    private final Reader quick = new Reader("quick");
    private final Reader lagging = new Reader("lagging");
    private long recorded;
    private int life;
    private Journal journal;

    /** What a reader has had, as the model knows it. */
    private static final class Reader {
        final String name;
        Outbox outbox;
        long done;

        Reader(String name) {
            this.name = name;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_journal_answers_as_numbers_in_memory_do(long seed) throws Exception {
        Random random = new Random(seed);
        open();
        try {
            for (int action = 0; action < ACTIONS; action++) {
                act(random);
            }
            crash();
            assertEquals(recorded, journal.lastPosition());
            assertTrue(journal.status().firstPosition() > 1, "something was deleted");
            assertTrue(missed(lagging) > 0, "and the lagging reader knows that it missed some");
        } finally {
            journal.close();
        }
    }

    private void act(Random random) throws Exception {
        switch (random.nextInt(22)) {
            case 0 -> crash();
            case 1 -> restart();
            case 2 -> readOn(lagging, random);
            case 3, 4, 5 -> readOn(quick, random);
            case 6 -> reject();
            case 7 -> sendAgain();
            case 8, 9 -> trim();
            default -> record(1 + random.nextInt(30));
        }
    }

    private void record(int count) throws InterruptedException {
        List<Observation> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(Journals.reading(++recorded));
        }
        journal.record(batch);
    }

    /** Lets the time of the next look come. */
    private void trim() {
        laterNanos.addAndGet(Duration.ofMinutes(1).toNanos());
        settle();
    }

    /** The journal deletes step by step, one at least between two groups: returns when it has come to an end. */
    private void settle() {
        long before;
        do {
            before = journal.status().firstPosition();
            for (int group = 0; group < 3; group++) {
                journal.change(_ -> {}).toCompletableFuture().join();
            }
        } while (journal.status().firstPosition() != before);
    }

    private void readOn(Reader reader, Random random) {
        List<Entry> peeked = peek(reader, 1 + random.nextInt(50));
        if (!peeked.isEmpty()) {
            done(reader, peeked.get(random.nextInt(peeked.size())).position(), List.of());
        }
    }

    /** What the reader has not had, from the oldest that is kept, without a gap, and nothing else. */
    private List<Entry> peek(Reader reader, int limit) {
        long from = Math.max(reader.done + 1, journal.status().firstPosition());
        long to = Math.min(from + limit - 1, recorded);
        List<Entry> peeked = reader.outbox.peek(Lane.FRESH, limit, Long.MAX_VALUE);
        assertEquals(LongStream.rangeClosed(from, to).boxed().toList(), Journals.positions(peeked));
        for (Entry each : peeked) {
            assertEquals(each.position(), Journals.number(each.observation()));
        }
        if (from > reader.done + 1) {
            assertTrue(missed(reader) > 0, "what was deleted unread is counted");
        }
        return peeked;
    }

    private static void done(Reader reader, long upTo, List<Rejected> refused) {
        reader.outbox.done(Lane.FRESH, upTo, refused);
        reader.done = upTo;
    }

    private void reject() {
        List<Entry> peeked = peek(quick, 3);
        if (!peeked.isEmpty()) {
            long last = peeked.getLast().position();
            done(quick, last, List.of(new Rejected(last, "not wanted")));
            rejected.add(last);
        }
    }

    /** Refused entries are kept for themselves, also when the journal has deleted their neighbours. */
    private void sendAgain() {
        journal.books().replay(quick.name).toCompletableFuture().join();
        List<Long> again = Journals.positions(quick.outbox.peekAgain(1_000, Long.MAX_VALUE));
        assertEquals(List.copyOf(rejected), again);
        if (!again.isEmpty()) {
            quick.outbox.doneAgain(again, List.of());
            rejected.clear();
        }
    }

    /** After a crash a cursor is where it was, or before it; never behind it. */
    private void crash() throws Exception {
        Path current = folder();
        life++;
        CutCopy.take(journal, current, folder());
        journal.close();
        open();
        for (Reader each : List.of(quick, lagging)) {
            long resumed = status(each).done();
            long had = Math.max(each.done, journal.status().firstPosition() - 1);
            assertTrue(resumed <= had, each.name + " resumed at " + resumed + ", done was " + had);
            each.done = resumed;
        }
    }

    private void restart() throws SQLException {
        journal.close();
        open();
        for (Reader each : List.of(quick, lagging)) {
            long had = Math.max(each.done, journal.status().firstPosition() - 1);
            assertEquals(had, Math.max(status(each).done(), journal.status().firstPosition() - 1));
        }
    }

    private void open() throws SQLException {
        ClockState clock = new ClockState(root, InstantSource.system(), laterNanos::get);
        journal = Journal.open(folder(), Journals.settings(LITTLE), clock);
        for (Reader each : List.of(quick, lagging)) {
            each.outbox = journal.outbox(each.name);
        }
        settle();
    }

    private Path folder() {
        return root.resolve("life-" + life);
    }

    private JournalStatus.Reader status(Reader reader) {
        return journal.status().readers().stream()
                .filter(each -> each.name().equals(reader.name))
                .findFirst()
                .orElseThrow();
    }

    private long missed(Reader reader) {
        return status(reader).missed();
    }
}
