package io.tidegate.devices.usbscanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.CodeText;
import io.tidegate.site.UsbScannerDevice;
import io.tidegate.site.UsbScannerDevice.End;
import io.tidegate.site.UsbScannerDevice.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders stand for /dev/input and /sys/class/input. */
class InputDevicesTest {

    /** capabilities/key of a scanner that types, and of its volume keys. */
    private static final String TYPES = "1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe";

    private static final String VOLUME = "3f000301ff 0 0 483ffff17aff32d bfd4444600000000 1 130c730b17c000 0";

    @TempDir
    Path folder;

    private void event(int number, String usb, String keys, String phys) throws IOException {
        Path device = folder.resolve("sys/event" + number + "/device");
        Files.createDirectories(device.resolve("id"));
        Files.createDirectories(device.resolve("capabilities"));
        Files.writeString(device.resolve("id/vendor"), usb.split(":")[0] + "\n");
        Files.writeString(device.resolve("id/product"), usb.split(":")[1] + "\n");
        Files.writeString(device.resolve("capabilities/key"), keys + "\n");
        Files.writeString(device.resolve("phys"), phys + "\n");
    }

    private Path find(String usb, String input) throws DeviceException {
        UsbScannerDevice scanner = new UsbScannerDevice(
                new DeviceId("till"),
                usb.isEmpty() ? Optional.empty() : Optional.of(usb),
                input.isEmpty() ? Optional.empty() : Optional.of(Path.of(input)),
                Layout.US,
                End.ENTER,
                Duration.ofMillis(300),
                CodeText.AS_IT_IS);
        return new InputDevices(folder.resolve("dev"), folder.resolve("sys"), false).find(scanner);
    }

    @Test
    void a_scanner_is_found_by_its_usb_numbers_and_only_where_it_types() throws Exception {
        event(0, "046d:c31c", TYPES, "usb-1.1/input0");
        event(2, "0c2e:0b61", VOLUME, "usb-1.2/input1");
        event(10, "0c2e:0b61", TYPES, "usb-1.2/input0");
        assertEquals(folder.resolve("dev/event10"), find("0c2e:0b61", ""));
    }

    @Test
    void put_back_it_is_found_under_its_new_number() throws Exception {
        event(3, "0c2e:0b61", TYPES, "usb-1.2/input0");
        assertEquals(folder.resolve("dev/event3"), find("0c2e:0b61", ""));
        Files.move(folder.resolve("sys/event3"), folder.resolve("sys/event7"));
        assertEquals(folder.resolve("dev/event7"), find("0c2e:0b61", ""));
    }

    @Test
    void of_two_keyboards_of_one_scanner_the_first_is_taken() throws Exception {
        event(9, "0c2e:0b61", TYPES, "usb-1.2/input0");
        event(10, "0c2e:0b61", TYPES, "usb-1.2/input1");
        assertEquals(folder.resolve("dev/event9"), find("0c2e:0b61", ""));
    }

    @Test
    void two_scanners_with_the_same_numbers_are_not_guessed_at() throws Exception {
        event(9, "0c2e:0b61", TYPES, "usb-1.2/input0");
        event(10, "0c2e:0b61", TYPES, "usb-1.3/input0");
        DeviceException two = assertThrows(DeviceException.class, () -> find("0c2e:0b61", ""));
        assertTrue(two.getMessage().contains("/dev/input/by-path"), two.getMessage());
    }

    @Test
    void none_is_told_with_what_to_check() {
        DeviceException none = assertThrows(DeviceException.class, () -> find("0c2e:0b61", ""));
        assertTrue(none.getMessage().contains("no keyboard with the USB numbers 0c2e:0b61: check"), none.getMessage());
    }

    @Test
    void a_path_is_taken_as_it_is() throws Exception {
        assertEquals(Path.of("/dev/input/by-id/a"), find("", "/dev/input/by-id/a"));
    }
}
