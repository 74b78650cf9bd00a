package io.tidegate.devices.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pi4j.io.gpio.digital.DigitalState;
import io.tidegate.driver.QuickWatch;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GpioDevice;
import io.tidegate.site.GpioDevice.Kind;
import io.tidegate.site.GpioDevice.Meter;
import io.tidegate.site.GpioDevice.Quantity;
import io.tidegate.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Pi4J's own stand-in for pins. */
class GpioDriverTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final Board board = new Board();
    private final InputPins pins = new InputPins(() -> board);
    private final RememberingRecorder journal = new RememberingRecorder();

    private Watch watch(GpioDevice config) {
        return QuickWatch.start(
                config.id().value(), () -> new GpioDriver(config, pins, folder, Clock.systemUTC()), journal);
    }

    private List<Value> values(String field) {
        return journal.seen().stream()
                .map(seen -> ((Observation.Reading) seen).fields().get(field))
                .toList();
    }

    @Test
    void a_door_is_recorded_as_it_is_found_and_with_each_change() {
        GpioDevice door = Board.config(Kind.CONTACT, Duration.ZERO, LONG, Optional.empty());
        try (Watch watch = watch(door)) {
            Awaiting.until("it is open", () -> values("closed").equals(List.of(Value.of(false))));
            board.drive(DigitalState.LOW);
            Awaiting.until("it is closed", () -> values("closed").size() == 2);
            board.drive(DigitalState.HIGH);
            Awaiting.until("it is open again", () -> values("closed").size() == 3);
            assertEquals(List.of(Value.of(false), Value.of(true), Value.of(false)), values("closed"));
            assertEquals(0, watch.status().faults());
        }
    }

    @Test
    void a_bounce_is_no_change() {
        GpioDevice door = Board.config(Kind.MOTION, Duration.ofSeconds(10), Duration.ofMillis(50), Optional.empty());
        try (Watch watch = watch(door)) {
            Awaiting.until("it is seen", () -> !values("motion").isEmpty());
            board.drive(DigitalState.LOW);
            board.drive(DigitalState.HIGH);
            int before = values("motion").size();
            Awaiting.until("it goes on", () -> values("motion").size() > before + 1);
            assertEquals(
                    List.of(Value.of(false)),
                    values("motion").stream().distinct().toList());
            assertEquals(0, watch.status().faults());
        }
    }

    @Test
    void a_meter_goes_on_after_a_restart_where_it_was() throws Exception {
        GpioDevice meter = Board.config(
                Kind.PULSE, Duration.ZERO, Duration.ofMillis(20), Optional.of(new Meter(Quantity.COUNT, 1)));
        for (int restart = 1; restart <= 2; restart++) {
            Value counted = Value.of(3.0 * restart);
            try (Watch watch = watch(meter)) {
                Awaiting.until("it is open", () -> watch.status().recorded() > 0);
                for (int pulse = 0; pulse < 3; pulse++) {
                    board.drive(DigitalState.LOW);
                    board.drive(DigitalState.HIGH);
                }
                Awaiting.until("they are counted", () -> values("count").contains(counted));
                assertEquals(0, watch.status().faults());
            }
        }
        assertEquals("6\n", Files.readString(folder.resolve("door")));
    }
}
