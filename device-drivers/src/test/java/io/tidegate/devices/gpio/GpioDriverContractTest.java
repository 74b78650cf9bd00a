package io.tidegate.devices.gpio;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import io.tidegate.site.GpioDevice;
import io.tidegate.site.GpioDevice.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Pi4J's own stand-in for pins. */
class GpioDriverContractTest extends DriverContract {

    private static final GpioDevice DOOR =
            Board.config(Kind.CONTACT, Duration.ofMillis(1), Duration.ofMillis(20), Optional.empty());

    @TempDir
    Path folder;

    private final Board board = new Board();
    private final InputPins pins = new InputPins(() -> board);

    @Override
    protected Driver open() throws DeviceException {
        return new GpioDriver(DOOR, pins, folder, Clock.systemUTC());
    }

    @Test
    void a_processor_without_a_library_is_told() {
        assertReason(
                new InputPins(() -> {
                    throw new UnsatisfiedLinkError("no pi4j-gpiod");
                }),
                "GPIO pins cannot be used on this kind of computer");
    }

    /** The real provider, where there is no Raspberry Pi; on one the pin simply opens. */
    @Test
    void a_box_without_pins_is_told() {
        if (System.getProperty("os.arch").equals("amd64")) {
            assertReason(new InputPins(), "GPIO pin");
        }
    }

    private void assertReason(InputPins none, String words) {
        DeviceException reason =
                assertThrows(DeviceException.class, () -> new GpioDriver(DOOR, none, folder, Clock.systemUTC()));
        assertTrue(String.valueOf(reason.getMessage()).startsWith(words), reason.getMessage());
    }

    @Override
    protected void takeTheDeviceAway() {
        board.takeAway();
    }

    @Override
    protected void putTheDeviceBack() {
        board.putBack();
    }

    @Override
    protected Recorder recorder() {
        return new RememberingRecorder();
    }
}
