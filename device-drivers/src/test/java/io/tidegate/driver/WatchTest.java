package io.tidegate.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.WatchStatus.Down;
import io.tidegate.driver.WatchStatus.Opening;
import io.tidegate.driver.WatchStatus.Stopped;
import io.tidegate.driver.WatchStatus.Up;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.HandClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final DeviceId OVEN = new DeviceId("oven-1");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HandClock clock = new HandClock();
    private final RememberingRecorder journal = new RememberingRecorder();
    private final Oven oven = new Oven();
    private final Watch watch = Watch.stepwise(
            new Watch.Subject(OVEN, "oven", oven::open, Patience.DEVICE), journal, clock, clock::nanoTime);

    @Test
    void a_device_that_answers_is_polled_at_its_interval() throws Exception {
        assertInstanceOf(Opening.class, watch.status().state());
        oven.pollTakes = Duration.ofSeconds(2);
        assertEquals(Duration.ofSeconds(8), watch.step());
        assertEquals(1, journal.seen().size());
        assertEquals(new Up(HandClock.START.plusSeconds(2)), watch.status().state());
    }

    @Test
    void a_poll_that_takes_longer_than_the_interval_is_followed_at_once() throws Exception {
        oven.pollTakes = Duration.ofSeconds(25);
        assertEquals(Duration.ZERO, watch.step());
    }

    @Test
    void a_device_that_falls_silent_is_closed_and_makes_one_fault() throws Exception {
        watch.step();
        oven.trouble = "timeout after 2 s";
        watch.step();
        watch.step();
        assertFalse(oven.isOpen);
        List<Observation> seen = journal.seen();
        assertEquals(2, seen.size());
        assertEquals(new Observation.Fault(OVEN, HandClock.START, "timeout after 2 s"), seen.getLast());
        Down down = assertInstanceOf(Down.class, watch.status().state());
        assertEquals("timeout after 2 s", down.reason());
        assertEquals(HandClock.START, down.since());
        assertTrue(down.nextTry().isAfter(clock.instant()));
    }

    @Test
    void the_silence_of_a_bus_is_that_of_its_units() throws Exception {
        DeviceId unit = new DeviceId("oven-1-meter");
        Watch bus = Watch.stepwise(
                new Watch.Subject(OVEN, "oven", oven::open, Patience.DEVICE, List.of(unit), false),
                journal,
                clock,
                clock::nanoTime);
        oven.trouble = "no answer";
        bus.step();
        bus.step();
        assertEquals(List.of(new Observation.Fault(unit, HandClock.START, "no answer")), journal.seen());
    }

    @Test
    void a_fault_that_lasts_is_recorded_again_every_quarter_of_an_hour() throws Exception {
        oven.trouble = "no answer";
        for (int minute = 0; minute < 60; minute++) {
            watch.step();
            clock.pass(MINUTE);
        }
        assertEquals(4, journal.seen().size());
        assertEquals(1, watch.status().faults());
    }

    @Test
    void one_that_can_be_opened_and_says_nothing_is_in_the_same_silence() throws Exception {
        Watch scale = Watch.stepwise(
                new Watch.Subject(OVEN, "scale", () -> new Mute(), Patience.NEAR), journal, clock, clock::nanoTime);
        for (int i = 0; i < 50; i++) {
            scale.step();
            clock.pass(Duration.ofSeconds(15));
        }
        assertEquals(1, journal.seen().size(), journal.seen().toString());
        assertEquals(1, scale.status().faults());
        Down down = assertInstanceOf(Down.class, scale.status().state());
        assertEquals(HandClock.START, down.since());
        clock.pass(Duration.ofMinutes(10));
        scale.step();
        assertEquals(2, journal.seen().size());
    }

    /** Its port opens; nothing comes. */
    private static final class Mute implements Driver.Listening {
        @Override
        public void listen(Recorder recorder) throws DeviceException {
            throw new DeviceException("it has sent nothing for 10 s");
        }

        @Override
        public void close() {}
    }

    @Test
    void a_device_that_answers_again_is_up() throws Exception {
        oven.trouble = "no answer";
        watch.step();
        oven.trouble = null;
        clock.pass(MINUTE);
        watch.step();
        assertEquals(new Up(HandClock.START.plus(MINUTE)), watch.status().state());
        assertEquals(2, oven.opened.get());
    }

    @Test
    void pauses_between_tries_grow_to_five_minutes_and_start_small_again() throws Exception {
        oven.trouble = "no answer";
        Duration first = watch.step();
        assertTrue(first.compareTo(Duration.ofSeconds(1)) <= 0 && first.compareTo(Duration.ofMillis(500)) >= 0);
        Duration last = first;
        for (int i = 0; i < 40; i++) {
            last = watch.step();
        }
        assertTrue(last.compareTo(Duration.ofMinutes(5)) <= 0 && last.compareTo(Duration.ofSeconds(150)) >= 0);
        oven.trouble = null;
        watch.step();
        oven.trouble = "no answer";
        assertTrue(watch.step().compareTo(Duration.ofSeconds(1)) <= 0);
    }

    @Test
    void devices_that_fell_silent_together_are_not_tried_together() {
        SplittableRandom chance = new SplittableRandom(1);
        long different = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> Patience.DEVICE.afterFailures(9, chance).toMillis() / 1000)
                .distinct()
                .count();
        assertTrue(different > 30, different + " different seconds");
    }

    @Test
    void a_bug_in_a_driver_is_a_fault_and_the_watch_goes_on() {
        oven.bugs = 1;
        Watch.Subject subject = new Watch.Subject(
                OVEN, "oven", oven::open, new Patience(Duration.ofMillis(1), Duration.ofMillis(1), MINUTE));
        try (Watch running = Watch.start(subject, journal, Clock.systemUTC())) {
            Awaiting.until("it is up", () -> running.status().state() instanceof Up);
            Observation.Fault fault =
                    assertInstanceOf(Observation.Fault.class, journal.seen().getFirst());
            assertTrue(fault.reason().contains("a mistake in the oven driver"), fault.reason());
        }
    }

    @Test
    void what_a_bug_says_stands_in_the_log_only_since_it_may_hold_a_secret() {
        oven.bugs = 1;
        oven.bug = () -> {
            throw new StackOverflowError("hunter2");
        };
        Watch.Subject subject = new Watch.Subject(
                OVEN, "oven", oven::open, new Patience(Duration.ofMillis(1), Duration.ofMillis(1), MINUTE));
        try (Watch running = Watch.start(subject, journal, Clock.systemUTC())) {
            Awaiting.until("it is up", () -> running.status().state() instanceof Up);
            Observation.Fault fault =
                    assertInstanceOf(Observation.Fault.class, journal.seen().getFirst());
            assertEquals("a mistake in the oven driver (StackOverflowError): see the log", fault.reason());
        }
    }

    @Test
    void a_driver_that_cannot_even_be_closed_does_not_end_its_watch() {
        oven.bugs = 1;
        oven.closes = false;
        Watch.Subject subject = new Watch.Subject(
                OVEN, "oven", oven::open, new Patience(Duration.ofMillis(1), Duration.ofMillis(1), MINUTE));
        try (Watch running = Watch.start(subject, journal, Clock.systemUTC())) {
            Awaiting.until("it is up", () -> running.status().state() instanceof Up);
        }
        assertInstanceOf(Observation.Fault.class, journal.seen().getFirst());
    }

    @Test
    void closing_interrupts_a_listening_driver_and_closes_it_on_its_own_thread() throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        String[] threads = new String[2];
        Driver.Listening ear = new Driver.Listening() {
            @Override
            public void listen(Recorder recorder) throws InterruptedException {
                threads[0] = Thread.currentThread().getName();
                listening.countDown();
                new CountDownLatch(1).await();
            }

            @Override
            public void close() {
                threads[1] = Thread.currentThread().getName();
            }
        };
        Watch running =
                Watch.start(new Watch.Subject(OVEN, "ear", () -> ear, Patience.DEVICE), journal, Clock.systemUTC());
        listening.await();
        running.close();
        assertEquals("device-oven-1", threads[0]);
        assertEquals("device-oven-1", threads[1]);
        assertInstanceOf(Stopped.class, running.status().state());
        assertTrue(journal.seen().isEmpty());
    }

    @Test
    void silence_is_told_in_one_number() {
        assertEquals("40 s", Spoken.duration(Duration.ofSeconds(40)));
        assertEquals("14 min", Spoken.duration(Duration.ofSeconds(14 * 60 + 20)));
        assertEquals("3 h", Spoken.duration(Duration.ofMinutes(185)));
        assertEquals("2 days", Spoken.duration(Duration.ofHours(50)));
    }

    /** An oven with a thermometer; used by the test's thread or the watch's, one at a time. */
    private final class Oven {
        private volatile @Nullable String trouble;
        private volatile Duration pollTakes = Duration.ZERO;
        private volatile boolean isOpen;
        private volatile boolean closes = true;
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger bugsLeft = new AtomicInteger();
        private int bugs;
        private Runnable bug = () -> {
            throw new IllegalStateException("off by one");
        };

        Driver open() {
            opened.incrementAndGet();
            isOpen = true;
            bugsLeft.set(bugs);
            bugs = 0;
            return new Driver.Polled() {
                @Override
                public Duration interval() {
                    return Duration.ofSeconds(10);
                }

                @Override
                public List<Observation> poll() throws DeviceException {
                    clock.pass(pollTakes);
                    if (bugsLeft.getAndDecrement() > 0) {
                        bug.run();
                    }
                    String reason = trouble;
                    if (reason != null) {
                        throw new DeviceException(reason);
                    }
                    return List.of(new Observation.Reading(OVEN, clock.instant(), Map.of("t", Value.of(180))));
                }

                @Override
                public void close() {
                    if (!closes) {
                        throw new IllegalStateException("the port is gone");
                    }
                    isOpen = false;
                }
            };
        }
    }
}
