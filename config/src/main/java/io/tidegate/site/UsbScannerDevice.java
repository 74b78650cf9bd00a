package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bar code scanner that is a keyboard to Linux. It is found by {@code usb} or by {@code input}.
 *
 * @param usb vendor and product, {@code 0c2e:0b61}
 * @param input its path, as {@code /dev/input/by-id} or {@code by-path} has it
 * @param layout of the keyboard that the scanner is set to be
 * @param end what comes behind each code
 * @param pause after so long a silence nothing more belongs to a code
 * @param code what the scanner adds to it
 */
public record UsbScannerDevice(
        DeviceId id, Optional<String> usb, Optional<Path> input, Layout layout, End end, Duration pause, CodeText code)
        implements DeviceConfig {

    static final String DRIVER = "usb-scanner";

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Scalar<Duration> PAUSES =
            Scalars.duration("300 ms", Duration.ofMillis(50), Duration.ofSeconds(5));
    private static final Scalar<Layout> LAYOUT = Scalars.oneOf(Layout.class);
    private static final Scalar<End> END = Scalars.oneOf(End.class);
    private static final Pattern USB = Pattern.compile("[0-9a-f]{4}:[0-9a-f]{4}");
    private static final Scalar<String> USB_ID =
            new Scalar<>(Scalar.Type.TEXT, "\"0c2e:0b61\"", "", UsbScannerDevice::usbId);
    private static final Scalar<Path> INPUT = new Scalar<>(
            Scalar.Type.TEXT, "/dev/input/by-id/usb-...-event-kbd", Path.of("/"), UsbScannerDevice::inputPath);

    /** What a keyboard's keys mean. */
    public enum Layout {
        US,
        UK,
        DE,
        FR
    }

    /** What tells that a code is complete. */
    public enum End {
        /** Enter or Tab. */
        ENTER,
        /** Nothing but silence. */
        PAUSE
    }

    static UsbScannerDevice read(Mapping item, DeviceId id) {
        UsbScannerDevice scanner = new UsbScannerDevice(
                id,
                item.maybe("usb", USB_ID),
                item.maybe("input", INPUT),
                item.optional("layout", LAYOUT, Layout.US),
                item.optional("end", END, End.ENTER),
                item.optional("pause", PAUSES, PAUSE),
                CodeText.read(item));
        if (!item.has("usb") && !item.has("input")) {
            item.problem(
                    "usb",
                    "is missing. Add it, such as 'usb: \"0c2e:0b61\"' ('lsusb' shows it), or 'input:' with its"
                            + " path.");
        } else if (item.has("usb") && item.has("input")) {
            item.problem("input", "stands beside 'usb'. Keep one of them.");
        }
        return scanner;
    }

    private static String usbId(String text) throws Unfit {
        String small = text.toLowerCase(Locale.ROOT);
        if (!USB.matcher(small).matches()) {
            throw new Unfit(
                    "'" + text + "' is no USB vendor and product. Write four digits or letters a-f, a colon, and four"
                            + " more, as 'lsusb' shows them behind ID, such as 0c2e:0b61.");
        }
        return small;
    }

    private static Path inputPath(String text) throws Unfit {
        if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
            throw new Unfit("'" + text + "' is no full path. Use one of those that 'ls -d /dev/input/by-id/*-event-kbd'"
                    + " shows.");
        }
        return Path.of(text).normalize();
    }

    void show(YamlWriter yaml) {
        usb.ifPresent(numbers -> yaml.text("usb", numbers));
        input.ifPresent(path -> yaml.text("input", path.toString()));
        yaml.text("layout", Scalars.word(layout));
        yaml.text("end", Scalars.word(end));
        yaml.bare("pause", Quantities.text(pause));
        code.show(yaml);
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public Optional<Claim> claim() {
        return usb.filter(numbers -> !numbers.isEmpty())
                .map(numbers -> new Claim("usb", "the USB device " + numbers))
                .or(() -> input.filter(path -> !path.equals(Path.of("/")))
                        .map(path -> new Claim("input", "the input device " + path)));
    }
}
