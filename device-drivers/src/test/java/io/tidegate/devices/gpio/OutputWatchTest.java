package io.tidegate.devices.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Command;
import io.tidegate.driver.Outcome;
import io.tidegate.driver.QuickWatch;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GpioDevice.Level;
import io.tidegate.site.GpioOutputDevice;
import io.tidegate.site.GpioOutputDevice.Safe;
import io.tidegate.testing.Awaiting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A watched output: the thread and its times are real, the pins Pi4J's own stand-in. */
class OutputWatchTest {

    private static final Duration PROMPT = Duration.ofSeconds(60);

    private final OutputBoard board = new OutputBoard();
    private final OutputPins pins = new OutputPins(() -> board);
    private final RememberingRecorder journal = new RememberingRecorder();

    private Watch watch(GpioOutputDevice config) {
        Watch watch = QuickWatch.commanded(
                config.id().value(), () -> new GpioOutputDriver(config, pins, Clock.systemUTC()), journal);
        Awaiting.until("it is open", () -> watch.status().state() instanceof WatchStatus.Up);
        return watch;
    }

    private static Outcome tell(Watch watch, Command command) throws Exception {
        return watch.command(command).toCompletableFuture().get(PROMPT.toSeconds(), TimeUnit.SECONDS);
    }

    private List<Value> told() {
        return journal.seen().stream()
                .filter(Observation.Reading.class::isInstance)
                .map(seen -> ((Observation.Reading) seen).fields().get("on"))
                .toList();
    }

    @Test
    void a_command_is_done_when_it_is_on_disk_and_the_pin_is_safe_at_the_end() throws Exception {
        try (Watch watch = watch(Outputs.RELAY)) {
            assertEquals(new Outcome.Done(), tell(watch, Outputs.on()));
            assertTrue(board.isHigh(Outputs.PIN));
            assertEquals(List.of(Value.of(false), Value.of(true)), told());
        }
        assertFalse(board.isHigh(Outputs.PIN));
        assertEquals(List.of(Value.of(false), Value.of(true), Value.of(false)), told());
    }

    @Test
    void it_goes_off_in_time_though_the_disk_is_full_and_who_switched_it_on_has_gone() throws Exception {
        Duration limit = Duration.ofMillis(200);
        try (Watch watch = watch(Outputs.relay(Level.HIGH, Safe.OFF, Optional.of(limit)))) {
            Awaiting.until("its start is recorded", () -> told().size() == 1);
            journal.hold();
            long begun = System.nanoTime();
            var answer = watch.command(Outputs.on());
            Awaiting.until("it is off again", () -> board.past(Outputs.PIN).size() == 3);
            assertTrue(System.nanoTime() - begun >= limit.toNanos());
            assertEquals(List.of(Value.of(false)), told());
            journal.release();
            // Done, or where the disk came too late for the answer, not yet on it.
            Outcome outcome = answer.toCompletableFuture().get(PROMPT.toSeconds(), TimeUnit.SECONDS);
            assertFalse(outcome instanceof Outcome.Declined, outcome.toString());
            Awaiting.until("all of it is recorded", () -> told().size() == 3);
        }
    }

    @Test
    void switching_off_needs_no_disk_and_the_answer_says_what_is_not_on_it() throws Exception {
        try (Watch watch = watch(Outputs.RELAY)) {
            tell(watch, Outputs.on());
            journal.hold();
            var answer = watch.command(Outputs.off());
            Awaiting.until("it is off", () -> !board.isHigh(Outputs.PIN));
            Outcome.Unanswered unanswered = assertInstanceOf(
                    Outcome.Unanswered.class, answer.toCompletableFuture().get(PROMPT.toSeconds(), TimeUnit.SECONDS));
            assertTrue(unanswered.reason().startsWith("it is done, but not on disk yet"), unanswered.reason());
            journal.release();
        }
    }

    @Test
    void a_device_that_is_away_declines_at_once_and_carries_nothing_out_later() throws Exception {
        try (Watch watch = watch(Outputs.RELAY)) {
            tell(watch, Outputs.on());
            board.takeAway();
            watch.command(Outputs.off());
            Awaiting.until("it is lost", () -> watch.status().state() instanceof WatchStatus.Down);
            Outcome.Declined declined = assertInstanceOf(Outcome.Declined.class, tell(watch, Outputs.on()));
            assertTrue(declined.reason().startsWith("GPIO pin 17 cannot be"), declined.reason());
            board.putBack();
            Awaiting.until("it is back", () -> watch.status().state() instanceof WatchStatus.Up);
            assertFalse(board.isHigh(Outputs.PIN));
        }
    }

    @Test
    void a_watch_that_ended_declines() throws Exception {
        Watch watch = watch(Outputs.RELAY);
        watch.close();
        Outcome.Declined declined = assertInstanceOf(Outcome.Declined.class, tell(watch, Outputs.on()));
        assertTrue(declined.reason().startsWith("the device is being closed"), declined.reason());
    }

    @Test
    void a_mistake_in_the_middle_leaves_it_safe() throws Exception {
        try (Watch watch = watch(Outputs.RELAY)) {
            tell(watch, Outputs.on());
            board.mistake();
            watch.command(Outputs.on());
            Awaiting.until("it is closed", () -> watch.status().faults() == 1);
            Awaiting.until("it is safe", () -> !board.isHigh(Outputs.PIN));
        }
    }
}
