package io.tidegate.devices.gpio;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** On Pi4J's own stand-in for pins. */
class GpioOutputDriverContractTest extends DriverContract {

    private final OutputBoard board = new OutputBoard();
    private final OutputPins pins = new OutputPins(() -> board);

    @Override
    protected Driver open() throws DeviceException {
        return new GpioOutputDriver(Outputs.RELAY, pins, Clock.systemUTC());
    }

    @Test
    void a_processor_without_a_library_is_told() {
        assertReason(
                new OutputPins(() -> {
                    throw new UnsatisfiedLinkError("no pi4j-gpiod");
                }),
                "GPIO pins cannot be used on this kind of computer");
    }

    /** The real provider, where there is no Raspberry Pi; on one the pin simply opens. */
    @Test
    void a_box_without_pins_is_told() {
        if (System.getProperty("os.arch").equals("amd64")) {
            assertReason(new OutputPins(), "GPIO pin");
        }
    }

    private static void assertReason(OutputPins none, String words) {
        DeviceException reason =
                assertThrows(DeviceException.class, () -> new GpioOutputDriver(Outputs.RELAY, none, Clock.systemUTC()));
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
