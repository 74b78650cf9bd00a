package io.tidegate.devices.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Command;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Outcome;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GpioDevice.Level;
import io.tidegate.site.GpioOutputDevice;
import io.tidegate.site.GpioOutputDevice.Safe;
import io.tidegate.testing.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On Pi4J's own stand-in for pins, by a hand-driven clock. */
class GpioOutputDriverTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final OutputBoard board = new OutputBoard();
    private final OutputPins pins = new OutputPins(() -> board);
    private final HandClock clock = new HandClock();

    private GpioOutputDriver open(GpioOutputDevice config) throws DeviceException {
        return new GpioOutputDriver(config, pins, clock, clock::nanoTime);
    }

    private static void tell(GpioOutputDriver driver, Command command) throws DeviceException {
        assertInstanceOf(Outcome.Done.class, driver.obey(command));
    }

    private static Map<String, Value> only(List<Observation> seen) {
        assertEquals(1, seen.size(), seen.toString());
        return ((Observation.Reading) seen.getFirst()).fields();
    }

    private static void assertShows(String expected, List<Observation> seen) {
        assertEquals(
                expected,
                only(seen).entrySet().stream()
                        .map(field -> field.getKey() + " "
                                + (field.getValue() instanceof Value.Text text
                                        ? text.value()
                                        : ((Value.Flag) field.getValue()).value()))
                        .toList()
                        .toString());
    }

    /** As after kill -9, where the board's kernel left the pin as it was. */
    @Test
    void a_pin_that_a_killed_program_left_on_is_off_as_soon_as_it_is_opened() throws Exception {
        board.leave(Outputs.PIN, true);
        try (GpioOutputDriver relay = open(Outputs.RELAY)) {
            assertFalse(board.isHigh(Outputs.PIN));
            assertShows("[on false, cause start]", relay.tend());
            assertEquals(List.of(), relay.tend());
        }
    }

    @Test
    void a_relay_switches_and_says_so_once() throws Exception {
        try (GpioOutputDriver relay = open(Outputs.RELAY)) {
            relay.tend();
            tell(relay, Outputs.on());
            assertShows("[on true, cause command]", relay.tend());
            assertTrue(board.isHigh(Outputs.PIN));
            tell(relay, Outputs.on());
            assertEquals(List.of(), relay.tend());
            tell(relay, Outputs.off());
            assertShows("[on false, cause command]", relay.tend());
            assertEquals(List.of(false, true, false), board.past(Outputs.PIN));
        }
    }

    @Test
    void it_is_safe_when_it_was_closed_and_lets_its_pin_go() throws Exception {
        GpioOutputDriver relay = open(Outputs.RELAY);
        tell(relay, Outputs.on());
        relay.tend();
        assertShows("[on false, cause stop]", relay.rest());
        relay.close();
        assertFalse(board.isHigh(Outputs.PIN));
        assertEquals(0, board.open());
    }

    @Test
    void closing_alone_makes_it_safe_too() throws Exception {
        GpioOutputDriver relay = open(Outputs.RELAY);
        tell(relay, Outputs.on());
        relay.tend();
        relay.close();
        assertFalse(board.isHigh(Outputs.PIN));
    }

    @Test
    void one_that_is_safe_on_is_on_at_both_ends_and_off_for_a_time_only() throws Exception {
        GpioOutputDriver freezer = open(Outputs.relay(Level.LOW, Safe.ON, Optional.empty()));
        assertFalse(board.isHigh(Outputs.PIN), "low is on");
        assertShows("[on true, cause start]", freezer.tend());
        tell(freezer, new Command(Map.of("on", Value.of(false)), Optional.of(MINUTE)));
        assertShows("[on false, cause command]", freezer.tend());
        assertEquals(Duration.ofSeconds(10), freezer.untilDue());
        clock.pass(MINUTE);
        assertEquals(Duration.ZERO, freezer.untilDue());
        assertShows("[on true, cause time]", freezer.tend());
        tell(freezer, Outputs.off());
        freezer.tend();
        freezer.close();
        assertFalse(board.isHigh(Outputs.PIN));
    }

    @Test
    void it_goes_off_after_the_time_of_its_command() throws Exception {
        try (GpioOutputDriver relay = open(Outputs.RELAY)) {
            tell(relay, Outputs.onFor(Duration.ofSeconds(3)));
            relay.tend();
            assertEquals(Duration.ofSeconds(3), relay.untilDue());
            clock.pass(Duration.ofSeconds(3));
            assertShows("[on false, cause time]", relay.tend());
            assertFalse(board.isHigh(Outputs.PIN));
        }
    }

    @Test
    void who_says_on_again_and_again_does_not_keep_it_on_for_longer_than_it_may() throws Exception {
        try (GpioOutputDriver relay = open(Outputs.relay(Level.HIGH, Safe.OFF, Optional.of(MINUTE)))) {
            for (int second = 0; second < 60; second += 10) {
                tell(relay, Outputs.on());
                relay.tend();
                assertTrue(board.isHigh(Outputs.PIN));
                clock.pass(Duration.ofSeconds(10));
            }
            assertShows("[on false, cause limit]", relay.tend());
            assertFalse(board.isHigh(Outputs.PIN));
            tell(relay, Outputs.on());
            assertShows("[on true, cause command]", relay.tend());
        }
    }

    @Test
    void a_light_blinks_without_a_reading_for_each_flash() throws Exception {
        try (GpioOutputDriver light = open(Outputs.LIGHT)) {
            assertTrue(board.isHigh(Outputs.RED), "low is on");
            assertShows("[red off, green off, cause start]", light.tend());
            tell(light, Outputs.set("red", "blinking"));
            tell(light, Outputs.set("green", "steady"));
            assertShows("[red blinking, green steady, cause command]", light.tend());
            for (int beat = 0; beat < 4; beat++) {
                clock.pass(light.untilDue());
                assertEquals(List.of(), light.tend());
            }
            assertEquals(List.of(true, false, true, false, true, false), board.past(Outputs.RED));
            assertEquals(List.of(true, false), board.past(Outputs.GREEN));
        }
    }

    @Test
    void a_buzzer_sounds_twice_and_is_silent_then() throws Exception {
        try (GpioOutputDriver buzzer = open(Outputs.BUZZER)) {
            buzzer.tend();
            tell(buzzer, Outputs.set("sound", "double"));
            assertShows("[sound double, cause command]", buzzer.tend());
            clock.pass(buzzer.untilDue());
            assertEquals(List.of(), buzzer.tend());
            clock.pass(buzzer.untilDue());
            assertEquals(List.of(), buzzer.tend());
            clock.pass(buzzer.untilDue());
            assertShows("[sound off, cause time]", buzzer.tend());
            assertEquals(List.of(false, true, false, true, false), board.past(Outputs.PIN));
        }
    }

    @Test
    void a_lost_lamp_leaves_no_other_one_lit() throws Exception {
        GpioOutputDriver light = open(Outputs.LIGHT);
        tell(light, Outputs.set("green", "steady"));
        light.tend();
        board.breakPin(Outputs.RED);
        assertThrows(DeviceException.class, light::tend);
        light.rest();
        light.close();
        assertTrue(board.isHigh(Outputs.GREEN), "high is off");
    }

    @Test
    void where_the_second_pin_cannot_be_opened_the_first_is_let_go() {
        board.breakPin(Outputs.GREEN);
        assertThrows(DeviceException.class, () -> open(Outputs.LIGHT));
        assertEquals(0, board.open());
    }

    @Test
    void what_it_does_not_have_is_declined_with_what_it_has() throws Exception {
        try (GpioOutputDriver light = open(Outputs.LIGHT)) {
            assertEquals(
                    new Outcome.Declined("there is no 'blue' to set here: use one of red, green"),
                    light.obey(Outputs.set("blue", "steady")));
            assertEquals(
                    new Outcome.Declined("'red' cannot be set to that: use one of off, steady, blinking"),
                    light.obey(Outputs.set("red", "alarm")));
            assertEquals(List.of(true), board.past(Outputs.RED));
        }
    }

    @Test
    void it_says_once_in_an_interval_how_it_is() throws Exception {
        try (GpioOutputDriver relay = open(Outputs.RELAY)) {
            relay.tend();
            clock.pass(Duration.ofMinutes(59));
            assertEquals(List.of(), relay.tend());
            clock.pass(MINUTE);
            assertShows("[on false, cause start]", relay.tend());
        }
    }
}
