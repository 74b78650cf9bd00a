package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.Optional;

/**
 * A bar code scanner at a serial port, or one with USB that behaves like that.
 *
 * @param end what comes behind each code
 * @param pause after so long a silence nothing more belongs to a code
 * @param code what the scanner adds to it
 * @param feedback what the scanner is told
 */
public record SerialScannerDevice(
        DeviceId id, SerialLine serial, End end, Duration pause, CodeText code, Feedback feedback)
        implements DeviceConfig {

    static final String DRIVER = "serial-scanner";

    private static final Duration PAUSE = Duration.ofMillis(300);

    /** A port tells silence in tenths of a second. */
    private static final Scalar<Duration> PAUSES =
            Scalars.duration("300 ms", Duration.ofMillis(100), Duration.ofSeconds(5));

    /** What tells that a code is complete. */
    public enum End {
        /** CR, LF, or both. */
        LINE,
        CR,
        LF,
        CRLF,
        /** Nothing but silence. */
        PAUSE;

        private static final Scalar<End> SCALAR = Scalars.oneOf(End.class);

        public String word() {
            return Scalars.word(this);
        }
    }

    /**
     * Bytes for the scanner, one for each character up to 255; empty for none.
     *
     * @param recorded when the scan is on disk
     * @param refused when it is not, and will not be
     */
    public record Feedback(String recorded, String refused) {

        public static final Feedback NONE = new Feedback("", "");

        private static final int LENGTH_MAX = 50;

        private static final Scalar<String> BYTES = new Scalar<>(Scalar.Type.TEXT, "\"\\x07\"", "", text -> {
            if (text.length() > LENGTH_MAX || text.chars().anyMatch(letter -> letter > 0xff)) {
                throw new Unfit(
                        "must be 1 to " + LENGTH_MAX + " bytes. Write those that are no letters as in \"\\x07\".");
            }
            return text;
        });

        private static Feedback of(Mapping section) {
            Feedback feedback =
                    new Feedback(section.optional("recorded", BYTES, ""), section.optional("refused", BYTES, ""));
            section.close();
            return feedback;
        }
    }

    static SerialScannerDevice read(Mapping item, DeviceId id) {
        return new SerialScannerDevice(
                id,
                SerialLine.read(item),
                item.optional("end", End.SCALAR, End.LINE),
                item.optional("pause", PAUSES, PAUSE),
                CodeText.read(item),
                item.section("feedback").map(Feedback::of).orElse(Feedback.NONE));
    }

    void show(YamlWriter yaml) {
        serial.show(yaml);
        yaml.text("end", end.word());
        yaml.bare("pause", Quantities.text(pause));
        code.show(yaml);
        if (!feedback.equals(Feedback.NONE)) {
            yaml.section("feedback", () -> {
                if (!feedback.recorded().isEmpty()) {
                    yaml.text("recorded", feedback.recorded());
                }
                if (!feedback.refused().isEmpty()) {
                    yaml.text("refused", feedback.refused());
                }
            });
        }
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public Optional<Claim> claim() {
        return serial.claim();
    }
}
