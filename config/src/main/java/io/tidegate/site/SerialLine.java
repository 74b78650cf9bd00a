package io.tidegate.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A serial port and how it is spoken to.
 *
 * @param port its full path; one of {@code /dev/serial/by-id} stays the same when it is plugged in elsewhere
 * @param baud bits a second
 */
public record SerialLine(Path port, int baud, Framing framing) {

    /** Those that serial devices know. */
    private static final List<Integer> BAUDS =
            List.of(300, 600, 1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600);

    /** In place of a port that is missing or wrong. */
    private static final Path STAND_IN = Path.of("/dev/stand-in");

    private static final Scalar<Path> PORT = new Scalar<>(Scalar.Type.TEXT, "/dev/ttyUSB0", STAND_IN, SerialLine::port);
    private static final Scalar<Integer> BAUD = new Scalar<>(Scalar.Type.NUMBER, "9600", 9_600, SerialLine::baud);

    /** Bits, parity and stop bits of a character, as data sheets write them. */
    public enum Framing {
        EIGHT_NONE_ONE("8N1"),
        EIGHT_EVEN_ONE("8E1"),
        EIGHT_ODD_ONE("8O1"),
        EIGHT_NONE_TWO("8N2"),
        SEVEN_EVEN_ONE("7E1"),
        SEVEN_ODD_ONE("7O1"),
        SEVEN_NONE_TWO("7N2"),
        SEVEN_EVEN_TWO("7E2");

        private static final Scalar<Framing> SCALAR = Scalars.oneOf(Framing::word, List.of(values()));

        private final String word;

        Framing(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public int dataBits() {
            return word.charAt(0) - '0';
        }

        /** {@code N}, {@code E} or {@code O}. */
        public char parity() {
            return word.charAt(1);
        }

        public int stopBits() {
            return word.charAt(2) - '0';
        }
    }

    /** Reads the device's section {@code serial:}. */
    static SerialLine read(Mapping item) {
        Mapping section = item.requiredSection("serial");
        SerialLine line = new SerialLine(
                section.required("port", PORT),
                section.optional("baud", BAUD, 9_600),
                section.optional("framing", Framing.SCALAR, Framing.EIGHT_NONE_ONE));
        section.close();
        return line;
    }

    void show(YamlWriter yaml) {
        yaml.section("serial", () -> {
            yaml.text("port", port.toString());
            yaml.bare("baud", baud);
            yaml.text("framing", framing.word);
        });
    }

    Optional<DeviceConfig.Claim> claim() {
        return port.equals(STAND_IN)
                ? Optional.empty()
                : Optional.of(new DeviceConfig.Claim("serial", "the serial port " + port));
    }

    private static Path port(String text) throws Unfit {
        if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
            throw new Unfit("'" + text + "' is no full path. "
                    + (text.startsWith("tty")
                            ? "Did you mean '/dev/" + text + "'?"
                            : "Use one like /dev/ttyUSB0; 'ls /dev/serial/by-id' shows what is plugged in."));
        }
        return Path.of(text).normalize();
    }

    private static int baud(String text) throws Unfit {
        for (int baud : BAUDS) {
            if (text.equals(String.valueOf(baud))) {
                return baud;
            }
        }
        throw new Unfit(text + " is not a speed of serial devices. Use one of "
                + BAUDS.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
    }
}
