package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.testing.Awaiting;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** By hand: the test is the journal's thread and its clock. */
class WaitingLineTest {

    private static final Batch LARGE =
            new Batch(List.of(), List.of(new Parked("floor", Journals.TEN, "floor/x", new byte[1 << 20], "not JSON")));

    private long now;
    private final WaitingLine line = new WaitingLine(new CommitWindow(100_000_000), () -> now);

    private List<Waiting> nextGroup() throws InterruptedException {
        now += 1_000_000_000;
        return line.nextGroup(now);
    }

    private static Batch readings(int count) {
        return new Batch(Collections.nCopies(count, reading(1)), List.of());
    }

    @Test
    void above_the_limit_of_entries_nothing_more_is_taken_until_a_group_was() throws Exception {
        assertTrue(line.offer(readings(WaitingLine.WAITING_MAX)).isPresent());
        assertTrue(line.offer(readings(1)).isEmpty());
        nextGroup();
        assertTrue(line.offer(readings(1)).isPresent());
    }

    @Test
    void above_the_limit_of_bytes_nothing_more_is_taken_either() throws Exception {
        int fit = 0;
        while (line.offer(LARGE).isPresent()) {
            fit++;
        }
        assertEquals(WaitingLine.WAITING_BYTES_MAX >> 20, fit);
        nextGroup();
        assertTrue(line.offer(readings(1)).isPresent());
    }

    @Test
    void names_addresses_and_reasons_count_as_what_they_take() {
        String name = "n".repeat(100);
        Observation named = new Observation.Reading(new DeviceId("oven"), Journals.TEN, Map.of(name, Value.of(1)));
        assertTrue(Waiting.of(Batch.of(named)).bytes() > 100);
        Parked parked = new Parked("floor", Journals.TEN, "a".repeat(1000), new byte[1], "r".repeat(1000));
        assertTrue(Waiting.of(new Batch(List.of(), List.of(parked))).bytes() > 2_000);
    }

    @Test
    void a_caller_that_may_block_waits_for_room() throws Exception {
        line.put(readings(WaitingLine.WAITING_MAX));
        Thread caller = Thread.ofPlatform().name("caller").start(() -> {
            try {
                line.put(readings(7));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Awaiting.until("it waits", () -> caller.getState() == Thread.State.WAITING);
        nextGroup();
        caller.join();
        assertEquals(7, line.waiting());
    }

    @Test
    void changes_are_taken_beyond_the_limit_but_not_without_end() {
        line.offer(readings(WaitingLine.WAITING_MAX));
        for (int i = 0; i < WaitingLine.CHANGES_MAX; i++) {
            assertFalse(line.change(_ -> {}).toCompletableFuture().isDone());
        }
        assertTrue(line.change(_ -> {}).toCompletableFuture().isCompletedExceptionally());
    }

    @Test
    void a_group_is_cut_at_its_limits_and_the_rest_comes_next_in_order() throws Exception {
        for (int i = 0; i < 5; i++) {
            line.offer(readings(WaitingLine.GROUP_MAX / 2));
        }
        assertEquals(2, nextGroup().size());
        assertEquals(2, nextGroup().size());
        assertEquals(1, nextGroup().size());
        for (int i = 0; i < 5; i++) {
            line.offer(LARGE);
        }
        int groups = 0;
        for (int taken = 0; taken < 5; groups++) {
            taken += nextGroup().size();
        }
        assertTrue(groups > 1, "more bytes than one commit may take");
    }

    @Test
    void a_scan_does_not_wait_for_the_window() throws Exception {
        line.offer(readings(1));
        Observation scan = new Observation.Scan(new DeviceId("till"), Journals.TEN, "4006381333931", Symbology.EAN_13);
        line.offer(Batch.of(scan));
        assertEquals(2, line.nextGroup(now + 1).size(), "and takes along what came before it");
    }

    @Test
    void what_somebody_waits_for_is_written_at_once_and_does_not_teach_the_others_to_wait() throws Exception {
        for (int i = 0; i < 5; i++) {
            line.changeNow(transaction -> {});
            // The journal's thread is a little late each time.
            now += 2_000_000;
            assertEquals(1, line.nextGroup(now).size());
            now += 4_000_000;
            line.acknowledged();
            now += 20_000_000;
        }
        line.offer(readings(1));
        now += CommitWindow.QUIET_MIN_NANOS;
        assertEquals(1, line.nextGroup(now).size());
    }

    @Test
    void closed_it_gives_out_what_waits_and_refuses_what_comes() throws Exception {
        line.offer(readings(3));
        line.close();
        CompletionStage<Void> late = line.put(readings(1));
        assertTrue(late.toCompletableFuture().isCompletedExceptionally());
        assertFalse(line.isFinished());
        assertEquals(1, line.nextGroup(now).size());
        assertTrue(line.isFinished());
    }
}
