package io.tidegate.devices.usbscanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.QuickWatch;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.CodeText;
import io.tidegate.site.UsbScannerDevice;
import io.tidegate.site.UsbScannerDevice.End;
import io.tidegate.site.UsbScannerDevice.Layout;
import io.tidegate.testing.Awaiting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The input device is the kernel's own, by uinput: found in /sys, grabbed, pulled and put back. Only the USB is pretended. */
class UsbScannerOnUinputTest {

    private static final UsbScannerDevice SCANNER = new UsbScannerDevice(
            new DeviceId("till-1"),
            Optional.of(UinputKeyboard.USB),
            Optional.empty(),
            Layout.US,
            End.ENTER,
            Duration.ofSeconds(5),
            CodeText.AS_IT_IS);

    private final RememberingRecorder journal = new RememberingRecorder();

    @BeforeEach
    void onlyWhereTheKernelHasIt() {
        assumeTrue(
                UinputKeyboard.canBeMade(),
                UinputKeyboard.UINPUT
                        + " is not there: that a scanner is found, grabbed and put back is not seen here");
    }

    @Test
    void it_is_found_grabbed_and_found_again_when_it_was_put_back() throws Exception {
        try (UinputKeyboard keyboard = new UinputKeyboard();
                Watch watch = QuickWatch.start(
                        "till-1",
                        () -> new UsbScannerDriver(SCANNER, InputDevices.LINUX, Clock.systemUTC()),
                        journal)) {
            keyboard.plug();
            Awaiting.until("it is heard", () -> watch.status().state() instanceof WatchStatus.Up);
            keyboard.press(2, 3, 4, 28);
            Awaiting.until("it is recorded", () -> journal.scans().equals(List.of("till-1 unknown 123")));
            DeviceException taken = assertThrows(
                    DeviceException.class,
                    () -> EventDevice.open(InputDevices.LINUX.find(SCANNER), true)
                            .close());
            assertTrue(taken.getMessage().contains("is taken by another program"), taken.getMessage());
            keyboard.unplug();
            Awaiting.until("it is missed", () -> watch.status().state() instanceof WatchStatus.Down);
            keyboard.plug();
            Awaiting.until("it is heard again", () -> watch.status().state() instanceof WatchStatus.Up);
            keyboard.press(5, 6, 28);
            Awaiting.until("it is recorded", () -> journal.scans().size() == 2);
            assertEquals(List.of("till-1 unknown 123", "till-1 unknown 45"), journal.scans());
        }
    }
}
