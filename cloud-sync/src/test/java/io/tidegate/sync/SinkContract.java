package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.testing.Awaiting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every sink keeps, carried by a real courier to a real place. */
public abstract class SinkContract {

    protected static final Origin ORIGIN = new Origin("corner-shop", "gw-1");

    /** Small, so that a few entries are several batches. */
    protected static final BatchLimits BATCH = new BatchLimits(20, 16 * 1024);

    /** Long enough for a busy machine. */
    protected static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Short enough for a test of silence, in which being late is no mistake. */
    protected static final Duration TIMEOUT_SHORT = Duration.ofSeconds(2);

    /** An entry whose device has this name is one that the place never accepts. */
    protected static final String POISON = "poison";

    protected final InMemoryOutbox outbox = new InMemoryOutbox();

    /** Of sinks that are opened from now on. */
    protected Duration timeout = TIMEOUT;

    /** The place at the other end, under the test's control. */
    public interface Place {
        /** Ids in the order of their arrival, repeats and all. */
        List<String> arrived();

        void goAway() throws Exception;

        void comeBack() throws Exception;

        /** Connections stay open, and nothing is answered. */
        void fallSilent() throws Exception;

        void speakAgain() throws Exception;
    }

    protected abstract Place place();

    protected abstract Sink open();

    @Test
    void all_arrives_in_order() {
        outbox.withReadings(90, "fridge-1", "fridge-2").withScan("till", "4006381333931");
        try (Courier courier = start()) {
            awaitDelivered(courier, 91);
        }
        assertEquals(ids(1, 91), place().arrived());
    }

    @Test
    void an_outage_loses_nothing() throws Exception {
        outbox.withReadings(30, "fridge-1");
        try (Courier courier = start()) {
            awaitDelivered(courier, 30);
            place().goAway();
            outbox.withReadings(30, "fridge-1");
            Awaiting.until("the outage is noticed", () -> courier.status().state() instanceof SinkStatus.Waiting);
            assertEquals(30, courier.status().delivered());
            assertFalse(courier.status().lastError().orElseThrow().isBlank());
            place().comeBack();
            awaitDelivered(courier, 60);
        }
        assertEquals(Set.copyOf(ids(1, 60)), Set.copyOf(place().arrived()));
        assertEquals(List.of(), outbox.rejected());
    }

    @Test
    void a_place_that_is_away_from_the_start_is_found_later() throws Exception {
        place().goAway();
        outbox.withReadings(30, "fridge-1");
        try (Courier courier = start()) {
            Awaiting.until("the outage is noticed", () -> courier.status().state() instanceof SinkStatus.Waiting);
            place().comeBack();
            awaitDelivered(courier, 30);
        }
        assertEquals(ids(1, 30), firstArrivals());
    }

    @Test
    void a_place_that_falls_silent_is_given_up_in_time_and_tried_again() throws Exception {
        timeout = TIMEOUT_SHORT;
        outbox.withReadings(10, "fridge-1");
        try (Courier courier = start()) {
            Awaiting.until("all is delivered", () -> outbox.backlog() == 0);
            place().fallSilent();
            outbox.withReadings(10, "fridge-1");
            Awaiting.until("the silence is noticed", () -> courier.status().state() instanceof SinkStatus.Waiting);
            place().speakAgain();
            Awaiting.until("all is delivered", () -> outbox.backlog() == 0);
        }
        assertEquals(ids(1, 20), firstArrivals());
    }

    /**
     * For sinks that need no more than the address of their place: over a real network that swallows all packets for a while,
     * and every fifth one later.
     */
    protected final void dead_lines_are_noticed_and_lose_nothing(URI direct, Function<URI, Sink> open, Path folder)
            throws Exception {
        timeout = TIMEOUT_SHORT;
        try (KernelLink link = KernelLink.to(direct.getPort(), folder)) {
            outbox.withReadings(10, "fridge-1");
            try (Courier courier = start(open.apply(link.by(direct)))) {
                awaitDelivered(courier, 10);
                link.swallow();
                outbox.withReadings(10, "fridge-1");
                Awaiting.until(
                        "it is noticed",
                        TIMEOUT_SHORT.multipliedBy(3),
                        () -> courier.status().state() instanceof SinkStatus.Waiting);
                assertEquals(10, outbox.backlog(), "what nobody has acknowledged is not delivered");
                link.heal();
                link.swallow(20);
                outbox.withReadings(200, "fridge-1");
                Awaiting.until("all is delivered", () -> outbox.backlog() == 0);
            }
        }
        assertEquals(ids(1, 220), firstArrivals());
    }

    @Test
    protected void an_entry_that_the_place_never_accepts_stops_no_other() {
        outbox.withReadings(12, "fridge-1").withScan(POISON, "x".repeat(7000)).withReadings(12, "fridge-2");
        try (Courier courier = start()) {
            Awaiting.until("all is done", () -> outbox.backlog() == 0);
            Awaiting.until("24 are counted", () -> courier.status().delivered() == 24);
        }
        assertEquals(
                List.of(13L), outbox.rejected().stream().map(Rejected::position).toList());
        assertTrue(
                outbox.rejected().getFirst().reason().length() > 10,
                outbox.rejected().getFirst().reason());
        List<String> others =
                ids(1, 25).stream().filter(id -> !id.equals("gw-1:13")).toList();
        assertEquals(others, firstArrivals());
    }

    @Test
    protected void each_devices_order_is_kept_around_what_is_refused() {
        for (int round = 0; round < 5; round++) {
            outbox.withReadings(8, "fridge-1", "fridge-2")
                    .withScan("till", "4006381333931")
                    .withScan(POISON, "x".repeat(7000))
                    .with(new Observation.Fault(new DeviceId("fridge-1"), Instant.EPOCH, "no answer"))
                    .withReadings(9, "fridge-1", "fridge-2");
        }
        try (Courier _ = start()) {
            Awaiting.until("all is done", () -> outbox.backlog() == 0);
        }
        List<String> taken = outbox.entries().stream()
                .filter(entry -> !entry.observation().device().value().equals(POISON))
                .map(entry -> ORIGIN.idOf(entry.position()))
                .toList();
        assertEquals(taken, firstArrivals());
        assertEquals(5, outbox.rejected().size());
    }

    @Test
    protected void what_is_sent_again_and_refused_once_more_stops_nothing_and_a_restart_changes_nothing() {
        outbox.withReadings(3, "fridge-1").withScan(POISON, "x".repeat(7000));
        try (Courier _ = start()) {
            Awaiting.until("all is done", () -> outbox.backlog() == 0);
        }
        outbox.replay();
        outbox.withReadings(3, "fridge-1");
        try (Courier courier = start()) {
            awaitDelivered(courier, 3);
            assertEquals(1, courier.status().rejected(), "it was tried once more");
        }
        assertEquals(
                List.of(4L), outbox.rejected().stream().map(Rejected::position).toList());
        List<String> others =
                ids(1, 7).stream().filter(id -> !id.equals("gw-1:4")).toList();
        assertEquals(others, firstArrivals());
    }

    @Test
    void a_place_that_is_slow_is_waited_for() throws Exception {
        try (Courier courier = start()) {
            outbox.withReadings(10, "fridge-1");
            awaitDelivered(courier, 10);
            place().fallSilent();
            outbox.withReadings(10, "fridge-1");
            Awaiting.until("it delivers", () -> courier.status().state() instanceof SinkStatus.Delivering);
            place().speakAgain();
            awaitDelivered(courier, 20);
            assertEquals(Optional.empty(), courier.status().lastError());
        }
        assertEquals(ids(1, 20), place().arrived(), "each came once");
    }

    @Test
    void after_a_crash_entries_come_again_under_the_same_ids() {
        outbox.withReadings(40, "fridge-1");
        try (Courier courier = start()) {
            awaitDelivered(courier, 40);
        }
        outbox.forgetSince(15);
        try (Courier courier = start()) {
            awaitDelivered(courier, 25);
        }
        assertEquals(ids(1, 40), firstArrivals());
        assertEquals(65, place().arrived().size());
    }

    @Test
    void each_devices_order_is_kept_through_outages() throws Exception {
        try (Courier courier = start()) {
            for (int round = 0; round < 3; round++) {
                outbox.withReadings(60, "fridge-1", "fridge-2", "fridge-3");
                place().goAway();
                place().comeBack();
            }
            awaitDelivered(courier, 180);
        }
        // What comes for the first time comes in order; what comes again is known by its id.
        assertEquals(ids(1, 180), firstArrivals());
    }

    @Test
    void a_restart_in_the_middle_of_a_batch_completes_it() throws Exception {
        outbox.withReadings(20, "fridge-1");
        place().fallSilent();
        Courier first = start();
        Awaiting.until("it delivers", () -> first.status().state() instanceof SinkStatus.Delivering);
        first.close();
        assertInstanceOf(SinkStatus.Stopped.class, first.status().state());
        assertEquals(20, outbox.backlog());
        place().speakAgain();
        try (Courier second = start()) {
            awaitDelivered(second, 20);
        }
        assertEquals(ids(1, 20), firstArrivals());
    }

    @Test
    void an_interrupt_ends_a_delivery_promptly() throws Exception {
        outbox.withReadings(5, "fridge-1");
        place().fallSilent();
        Courier courier = start();
        Awaiting.until("it delivers", () -> courier.status().state() instanceof SinkStatus.Delivering);
        long startedNanos = System.nanoTime();
        courier.close();
        Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
        assertTrue(took.compareTo(TIMEOUT.multipliedBy(3).dividedBy(4)) < 0, "took " + took);
    }

    protected final Courier start() {
        return start(open());
    }

    protected final Courier start(Sink sink) {
        return Courier.start(
                new Courier.Duty("hq", "test", "test://here", BATCH, false), sink, outbox, Clock.systemUTC());
    }

    protected static void awaitDelivered(Courier courier, long count) {
        Awaiting.until(count + " are delivered", () -> courier.status().delivered() >= count);
        assertEquals(count, courier.status().delivered());
    }

    protected static List<String> ids(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(ORIGIN::idOf).toList();
    }

    protected final List<String> firstArrivals() {
        return List.copyOf(new LinkedHashSet<>(place().arrived()));
    }
}
