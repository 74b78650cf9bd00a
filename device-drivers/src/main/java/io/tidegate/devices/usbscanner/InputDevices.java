package io.tidegate.devices.usbscanner;

import io.tidegate.driver.DeviceException;
import io.tidegate.site.UsbScannerDevice;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The machine's input devices, as Linux shows them now: one that was pulled and put back has another number. Safe from any
 * thread.
 *
 * @param devices where the event devices are
 * @param classes where they are described
 * @param grab whether to take a device for ourselves alone, which nothing but a real one can
 */
public record InputDevices(Path devices, Path classes, boolean grab) {

    public static final InputDevices LINUX = new InputDevices(Path.of("/dev/input"), Path.of("/sys/class/input"), true);

    private static final int KEY_1 = 2;
    private static final int KEY_ENTER = 28;

    /** The event device of the scanner. @throws DeviceException when there is none, or more than one */
    Path find(UsbScannerDevice scanner) throws DeviceException {
        if (scanner.input().isPresent()) {
            return scanner.input().get();
        }
        String usb = scanner.usb().orElse("");
        Map<String, Path> found = new TreeMap<>();
        for (String event : events()) {
            Path device = classes.resolve(event).resolve("device");
            if (usb.equals(text(device.resolve("id/vendor")) + ":" + text(device.resolve("id/product")))
                    && hasKeys(text(device.resolve("capabilities/key")))) {
                // One scanner can be several keyboards, at the same socket: usb-0000:01:00.0-1.3/input0, .../input1.
                found.putIfAbsent(text(device.resolve("phys")).replaceFirst("/input\\d+$", ""), devices.resolve(event));
            }
        }
        if (found.size() > 1) {
            throw new DeviceException("there are " + found.size() + " scanners with the USB numbers " + usb
                    + ": name each by its socket, with 'input:' and a path of /dev/input/by-path, in the site file");
        }
        return found.values().stream()
                .findFirst()
                .orElseThrow(() -> new DeviceException("no keyboard with the USB numbers " + usb
                        + ": check that the scanner is plugged in, that 'lsusb' shows these, and that it is set to be a"
                        + " keyboard (HID)"));
    }

    /** By number, so that of several keyboards of one scanner the first is taken. */
    private List<String> events() throws DeviceException {
        if (!Files.isDirectory(classes)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(classes)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("event\\d{1,9}"))
                    .sorted((a, b) -> Integer.compare(number(a), number(b)))
                    .toList();
        } catch (IOException e) {
            throw new DeviceException(
                    "cannot look for input devices in " + classes + ": check that this folder can be read", e);
        }
    }

    private static int number(String event) {
        return Integer.parseInt(event.substring("event".length()));
    }

    /** Of several input devices of a scanner, the one that types: it has the keys 1 and Enter. */
    static boolean hasKeys(String bitmap) {
        String[] words = bitmap.split(" ", -1);
        // Words of 64 bits in hexadecimal, the lowest last.
        BigInteger lowest = new BigInteger("0" + words[words.length - 1], 16);
        return lowest.testBit(KEY_1) && lowest.testBit(KEY_ENTER);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
