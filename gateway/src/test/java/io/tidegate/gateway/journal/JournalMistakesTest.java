package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Value;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What mistakes in the program cost: the one who made them, or the process, but nothing that was acknowledged. */
class JournalMistakesTest {

    @TempDir
    Path folder;

    private Journal open() throws SQLException {
        return Journal.open(folder, Journals.settings());
    }

    @Test
    void what_cannot_be_written_fails_alone() throws Exception {
        Map<String, Value> withNothing = new LinkedHashMap<>();
        withNothing.put("n", Value.of(1));
        withNothing.put("nothing", null);
        Observation poison = new Observation.Reading(new DeviceId("oven"), Journals.TEN, withNothing);
        Parked undated = new Parked("floor", Instant.MAX, "floor/x", new byte[1], "not JSON");
        try (Journal journal = open()) {
            CompletionStage<Void> before = journal.submit(Batch.of(reading(1)));
            CompletionStage<Void> bad = journal.submit(Batch.of(reading(7), poison));
            CompletionStage<Void> worse = journal.submit(new Batch(List.of(reading(8)), List.of(undated)));
            CompletionStage<Void> parked = journal.submit(
                    new Batch(List.of(), List.of(new Parked("floor", Journals.TEN, "floor/x", new byte[1], "no"))));
            CompletionStage<Void> after = journal.submit(Batch.of(reading(2)));
            before.toCompletableFuture().join();
            parked.toCompletableFuture().join();
            after.toCompletableFuture().join();
            assertThrows(Exception.class, () -> bad.toCompletableFuture().join());
            assertThrows(Exception.class, () -> worse.toCompletableFuture().join());
            journal.record(List.of(reading(3)));
            assertEquals(
                    List.of(reading(1), reading(2), reading(3)),
                    journal.outbox("hq").peek(Lane.FRESH, 10, Long.MAX_VALUE).stream()
                            .map(Entry::observation)
                            .toList());
        }
    }

    @Test
    void a_mistake_that_stops_it_is_told_and_ends_its_readers() throws Exception {
        try (Journal journal = open()) {
            Outbox outbox = journal.outbox("hq");
            journal.record(List.of(reading(1)));
            Error planted = new AssertionError("planted");
            CompletionStage<Void> change = journal.change(_ -> {
                throw planted;
            });
            assertEquals(
                    planted,
                    journal.mistake().toCompletableFuture().get(20, TimeUnit.SECONDS),
                    "who runs it hears of it");
            assertThrows(Exception.class, () -> change.toCompletableFuture().join());
            assertThrows(Exception.class, () -> journal.record(List.of(reading(2))));
            assertFalse(outbox.await(Lane.FRESH, Duration.ofSeconds(20)));
            assertTrue(outbox.isClosed());
            assertTrue(journal.status().trouble().isPresent());
        }
        try (Journal journal = open()) {
            assertFalse(journal.outbox("hq").isClosed());
            assertEquals(1, journal.lastPosition(), "what was acknowledged is there");
        }
    }
}
