package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of its own records under load and is killed with SIGKILL, again and again, on the same file. */
class JournalKillTest {

    /** A hundred takes two minutes: {@code ./mvnw verify -Dtidegate.kills=100} does that before a release. */
    private static final int KILLS = Integer.getInteger("tidegate.kills", 30);

    @TempDir
    Path folder;

    @Test
    void every_acknowledged_entry_is_there_exactly_once_after_a_hundred_kills() throws Exception {
        Random random = new Random(42);
        Set<Long> acknowledged = new HashSet<>();
        long first = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            // Each life has numbers of its own, so that an entry of one life is never taken for another's.
            long highest = recordUntilKilled(first, 1 + random.nextInt(2_000), acknowledged);
            first = highest + 1_000_000;
        }
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            Set<Long> found = new HashSet<>();
            Outbox outbox = journal.outbox("hq");
            long position = 0;
            for (List<Entry> batch = outbox.peek(Lane.FRESH, 5_000, Long.MAX_VALUE);
                    !batch.isEmpty();
                    batch = outbox.peek(Lane.FRESH, 5_000, Long.MAX_VALUE)) {
                for (Entry entry : batch) {
                    assertEquals(++position, entry.position(), "positions have no gap");
                    assertTrue(found.add(Journals.number(entry.observation())), "found twice: " + entry);
                }
                outbox.done(Lane.FRESH, batch.getLast().position(), List.of());
            }
            acknowledged.removeAll(found);
            assertEquals(Set.of(), acknowledged, "acknowledged, then lost");
            assertEquals(0, journal.status().damagedBlocks());
        }
    }

    /** Kills it after so many acknowledgements and returns the highest number seen. */
    private long recordUntilKilled(long first, int enough, Set<Long> acknowledged) throws IOException {
        Process child = ChildJvm.start(KilledJournal.class, folder, Long.toString(first));
        long highest = first;
        try (BufferedReader out = child.inputReader()) {
            int seen = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // The last line may be cut off by the kill; whole lines were acknowledged.
                if (line.isEmpty()) {
                    continue;
                }
                long number = Long.parseLong(line);
                if (number < first) {
                    continue;
                }
                acknowledged.add(number);
                highest = Math.max(highest, number);
                if (++seen == enough) {
                    // By its handle: Process.destroyForcibly would also close the stream that is still being read.
                    child.toHandle().destroyForcibly();
                }
            }
            assertTrue(seen >= enough, "the child ended by itself after " + seen);
        } finally {
            child.destroyForcibly();
        }
        return highest;
    }
}
