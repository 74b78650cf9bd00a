package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Summary;
import io.tidegate.site.GatewaySettings;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
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
 * one that lags, refusing and sending again, thinning and deleting what is too much, stopping, crashing. A crash is a copy of the files
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
        final BitSet had = new BitSet();
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
            assertTrue(journal.status().thinned().summedUp() > 0, "and something was summed up");
            for (Reader each : List.of(quick, lagging)) {
                readAll(each);
                assertEquals(
                        recorded, each.had.cardinality(), each.name + " has had every number, by itself or in a sum");
                assertEquals(0, status(each).missed());
            }
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

    /** The journal thins and deletes step by step, one at least between two groups: returns when it has come to an end. */
    private void settle() {
        JournalStatus before;
        JournalStatus after = journal.status();
        do {
            before = after;
            for (int group = 0; group < 3; group++) {
                journal.change(_ -> {}).toCompletableFuture().join();
            }
            after = journal.status();
        } while (after.firstPosition() != before.firstPosition()
                || !after.thinned().equals(before.thinned()));
    }

    private void readOn(Reader reader, Random random) {
        List<Entry> peeked = peek(reader, 1 + random.nextInt(50));
        if (!peeked.isEmpty()) {
            done(reader, peeked.subList(0, 1 + random.nextInt(peeked.size())), List.of());
        }
    }

    private void readAll(Reader reader) {
        for (List<Entry> next = peek(reader, 500); !next.isEmpty(); next = peek(reader, 500)) {
            done(reader, next, List.of());
        }
    }

    /** What the reader has not had, without a gap but for what was summed up. */
    private List<Entry> peek(Reader reader, int limit) {
        List<Entry> peeked = reader.outbox.peek(Lane.FRESH, limit, Long.MAX_VALUE);
        long at = reader.done;
        for (Entry each : peeked) {
            long between = each.position() - at - 1;
            assertTrue(between >= 0 && between <= each.summedUp(), each + " behind " + at);
            assertEquals(each.position(), numbers(each.observation()).getLast());
            at = each.position();
        }
        assertTrue(at == recorded || peeked.size() == limit, "all of it");
        return peeked;
    }

    /** Of the readings that the observation tells of: those of a device are seven apart. */
    private static List<Long> numbers(Observation seen) {
        if (seen instanceof Summary summary && summary.fields().get("n") instanceof Summary.Spread spread) {
            List<Long> numbers = LongStream.iterate((long) spread.min(), n -> n <= spread.max(), n -> n + 7)
                    .boxed()
                    .toList();
            assertEquals(spread.count(), numbers.size());
            assertEquals(spread.mean(), (spread.min() + spread.max()) / 2, 1e-6);
            return numbers;
        }
        return List.of(Journals.number(seen));
    }

    private static void done(Reader reader, List<Entry> entries, List<Rejected> refused) {
        entries.forEach(entry -> numbers(entry.observation()).forEach(n -> reader.had.set(n.intValue())));
        reader.done = entries.getLast().position();
        reader.outbox.done(Lane.FRESH, reader.done, refused);
    }

    private void reject() {
        List<Entry> peeked = peek(quick, 3);
        if (!peeked.isEmpty()) {
            long last = peeked.getLast().position();
            done(quick, peeked, List.of(new Rejected(last, "not wanted")));
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
}
