package io.tidegate.devices.usbscanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.QuickWatch;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.contract.DriverContract;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.CodeText;
import io.tidegate.site.UsbScannerDevice;
import io.tidegate.site.UsbScannerDevice.End;
import io.tidegate.site.UsbScannerDevice.Layout;
import io.tidegate.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events are real bytes in a fifo, read by the real calls; grabbing and plugging need a real kernel device. */
class UsbScannerOnFifoTest extends DriverContract {

    @TempDir
    Path folder;

    private final RememberingRecorder journal = new RememberingRecorder();
    private FifoKeyboard scanner;

    @BeforeEach
    void plug() {
        scanner = new FifoKeyboard(folder.resolve("event5"));
        scanner.plug();
    }

    @AfterEach
    void unplug() {
        scanner.unplug();
    }

    @Override
    protected Driver open() throws DeviceException {
        return open("till-1", folder.resolve("event5"), End.ENTER, Duration.ofMillis(100));
    }

    private static Driver open(String id, Path event, End end, Duration pause) throws DeviceException {
        return new UsbScannerDriver(
                new UsbScannerDevice(
                        new DeviceId(id),
                        Optional.empty(),
                        Optional.of(event),
                        Layout.US,
                        end,
                        pause,
                        new CodeText("", "", Optional.of("F8"))),
                new InputDevices(Path.of("/dev/input"), Path.of("/sys/class/input"), false),
                Clock.systemUTC());
    }

    @Override
    protected void takeTheDeviceAway() {
        scanner.unplug();
    }

    @Override
    protected void putTheDeviceBack() {
        scanner.plug();
    }

    @Override
    protected Recorder recorder() {
        return journal;
    }

    private Watch watch(String id, Path event, End end, Duration pause) {
        return QuickWatch.ofPresent(id, () -> open(id, event, end, pause), journal);
    }

    @Test
    void what_is_typed_up_to_enter_is_a_scan() throws Exception {
        try (Watch _ = watch("till-1", folder.resolve("event5"), End.ENTER, Duration.ofSeconds(5))) {
            scanner.press(27);
            scanner.event(1, 42, 1);
            scanner.press(46);
            scanner.event(1, 42, 0);
            scanner.press(2, 2, 11, 30, 66, 3, 28);
            Awaiting.until("it is recorded", () -> journal.scans().size() == 1);
            assertEquals(List.of("till-1 gs1-128 10a\u001d2"), journal.scans());
        }
    }

    @Test
    void silence_ends_a_scan_where_no_key_does() throws Exception {
        try (Watch _ = watch("till-1", folder.resolve("event5"), End.PAUSE, Duration.ofMillis(100))) {
            scanner.press(2, 3, 4);
            Awaiting.until("it is recorded", () -> journal.scans().size() == 1);
            assertEquals(List.of("till-1 unknown 123"), journal.scans());
        }
    }

    @Test
    void what_was_left_unfinished_or_lost_is_set_aside() throws Exception {
        try (Watch watch = watch("till-1", folder.resolve("event5"), End.ENTER, Duration.ofMillis(100))) {
            scanner.press(2, 3, 4);
            Awaiting.until("it is set aside", () -> journal.parked().size() == 1);
            scanner.event(0, 3, 0);
            scanner.press(28);
            Awaiting.until("it is set aside", () -> journal.parked().size() == 2);
            assertEquals(2, watch.status().counts().get("parked"));
            assertEquals(List.of(), journal.scans());
        }
    }

    @Test
    void two_scanners_never_mix() throws Exception {
        FifoKeyboard second = new FifoKeyboard(folder.resolve("event6"));
        second.plug();
        try (Watch _ = watch("till-1", folder.resolve("event5"), End.ENTER, Duration.ofSeconds(5));
                Watch _ = watch("till-2", folder.resolve("event6"), End.ENTER, Duration.ofSeconds(5))) {
            scanner.press(2, 2);
            second.press(3, 3);
            scanner.press(2, 28);
            second.press(3, 28);
            Awaiting.until("both are recorded", () -> journal.scans().size() == 2);
            assertEquals(
                    List.of("till-1 unknown 111", "till-2 unknown 222"),
                    journal.scans().stream().sorted().toList());
        }
        second.unplug();
    }

    @Test
    void what_is_no_input_device_cannot_be_grabbed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        DeviceException refused = assertThrows(DeviceException.class, () -> EventDevice.open(file, true));
        assertTrue(refused.getMessage().contains("check that it is an input device"), refused.getMessage());
    }
}
