package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chip on an SPI bus of the box.
 *
 * @param bus the first number in {@code /dev/spidev0.1}
 * @param select the second one: which of the bus's select wires goes to the chip
 * @param referenceMillivolts at the reference pin of an analog-to-digital converter
 * @param inputs of that converter, else none
 * @param resistance of the chip that measures one, else none
 */
public record SpiDevice(
        DeviceId id,
        SpiChip chip,
        int bus,
        int select,
        Duration interval,
        Optional<Integer> referenceMillivolts,
        List<AnalogInput> inputs,
        Optional<Resistance> resistance)
        implements DeviceConfig {

    /**
     * A resistance thermometer, and what it is compared with.
     *
     * @param wires between the sensor and the board
     * @param referenceOhms of the resistor on the board
     * @param mains the frequency, in Hz, that is filtered out
     */
    public record Resistance(Sensor sensor, int wires, int referenceOhms, int mains) {}

    /** By its resistance at 0 Cel. */
    public enum Sensor {
        PT100(100),
        PT1000(1000);

        private final int ohms;

        Sensor(int ohms) {
            this.ohms = ohms;
        }

        public int ohms() {
            return ohms;
        }
    }

    static final String DRIVER = "spi";

    private static final int NO_SELECT = -1;
    private static final int SELECT_MAX = 1;
    private static final int BUS_MAX = 6;
    private static final int CHANNELS = 8;
    private static final int SUPPLY_MILLIVOLTS = 3300;
    private static final int MAINS_HERTZ = 50;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** The chips measure about ten times a second. */
    private static final Scalar<Duration> INTERVALS =
            Scalars.duration("10 s", Duration.ofMillis(200), Duration.ofDays(1));

    private static final Scalar<SpiChip> CHIP = Scalars.oneOf(SpiChip.class);
    private static final Scalar<Integer> BUSES = Scalars.whole("0", 0, BUS_MAX);
    private static final Scalar<Integer> SELECT = new Scalar<>(
            Scalar.Type.NUMBER,
            "0",
            NO_SELECT,
            Scalars.whole("0", 0, SELECT_MAX).reading());
    private static final Scalar<Integer> MILLIVOLTS = Scalars.whole("3300", 1000, 5500);
    private static final Scalar<Sensor> SENSOR = Scalars.oneOf(Sensor.class);
    private static final Scalar<Integer> OHMS = Scalars.whole("430", 100, 10_000);
    private static final Scalar<Integer> WIRES = Scalars.whole("3", 2, 4);
    private static final Scalar<Integer> MAINS = new Scalar<>(Scalar.Type.NUMBER, "50", MAINS_HERTZ, text -> {
        if (!text.equals("50") && !text.equals("60")) {
            throw new Unfit(text + " is no frequency of the mains. Use 50 or 60.");
        }
        return Integer.parseInt(text);
    });

    public SpiDevice {
        inputs = List.copyOf(inputs);
    }

    static SpiDevice read(Mapping item, DeviceId id) {
        // Of a chip that is not known, only the keys that all have can be judged.
        Optional<SpiChip> known = item.decisive("chip", CHIP);
        boolean converts = known.equals(Optional.of(SpiChip.MCP3008));
        boolean resists = known.equals(Optional.of(SpiChip.MAX31865));
        SpiDevice device = new SpiDevice(
                id,
                known.orElse(SpiChip.MAX31855),
                item.optional("bus", BUSES, 0),
                item.optional("select", SELECT, 0),
                item.optional("interval", INTERVALS, INTERVAL),
                converts
                        ? Optional.of(item.optional("referenceMillivolts", MILLIVOLTS, SUPPLY_MILLIVOLTS))
                        : Optional.empty(),
                converts ? AnalogInput.readAll(item, CHANNELS) : List.of(),
                resists ? Optional.of(resistance(item.requiredSection("resistance"))) : Optional.empty());
        if (known.isEmpty()) {
            item.closeUnread();
        }
        return device;
    }

    private static Resistance resistance(Mapping section) {
        Resistance resistance = new Resistance(
                section.optional("sensor", SENSOR, Sensor.PT100),
                section.required("wires", WIRES),
                section.required("referenceOhms", OHMS),
                section.optional("mains", MAINS, MAINS_HERTZ));
        if (section.has("referenceOhms")
                && resistance.referenceOhms() < 2 * resistance.sensor().ohms()) {
            section.problem(
                    "referenceOhms",
                    resistance.referenceOhms() + " is too small for a " + Scalars.word(resistance.sensor())
                            + ". Use what is printed on the board's resistor: 4300 means 430 Ohm, 4301 means 4300 Ohm.");
        }
        section.close();
        return resistance;
    }

    void show(YamlWriter yaml) {
        yaml.text("chip", chip.word());
        yaml.bare("bus", bus);
        yaml.bare("select", select);
        yaml.bare("interval", Quantities.text(interval));
        referenceMillivolts.ifPresent(millivolts -> yaml.bare("referenceMillivolts", millivolts));
        if (!inputs.isEmpty()) {
            yaml.list("inputs", inputs, input -> input.show(yaml));
        }
        resistance.ifPresent(each -> yaml.section("resistance", () -> {
            yaml.text("sensor", Scalars.word(each.sensor()));
            yaml.bare("wires", each.wires());
            yaml.bare("referenceOhms", each.referenceOhms());
            yaml.bare("mains", each.mains());
        }));
    }

    /** For people: {@code select 1 of SPI bus 0}. */
    public String place() {
        return "select " + select + " of SPI bus " + bus;
    }

    @Override
    public Map<DeviceId, Map<String, String>> fieldUnits() {
        List<String> fields = List.of("temperature", "boardTemperature");
        return Map.of(id, inputs.isEmpty() ? FieldUnits.of(fields) : AnalogInput.units(inputs));
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public Optional<Claim> claim() {
        return select == NO_SELECT ? Optional.empty() : Optional.of(new Claim("select", place()));
    }
}
