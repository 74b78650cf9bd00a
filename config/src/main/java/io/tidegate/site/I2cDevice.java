package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A chip on an I2C bus of the box.
 *
 * @param bus the number in {@code /dev/i2c-1}
 * @param address of seven bits, as i2cdetect shows it
 * @param shuntMilliohms the resistor that the current flows through; of the chips that measure current only
 * @param inputs of an analog-to-digital converter, else none
 */
public record I2cDevice(
        DeviceId id,
        I2cChip chip,
        int bus,
        int address,
        Duration interval,
        Optional<Integer> shuntMilliohms,
        List<AnalogInput> inputs)
        implements DeviceConfig {

    static final String DRIVER = "i2c";

    /** On every Raspberry Pi the bus of pins 3 and 5. */
    private static final int BUS = 1;

    /** Of an ADS1115. */
    private static final int CHANNELS = 4;

    private static final int NO_ADDRESS = -1;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** A chip measures for up to a quarter of a second, and one that is asked without pause warms itself. */
    private static final Scalar<Duration> INTERVALS =
            Scalars.duration("10 s", Duration.ofSeconds(1), Duration.ofDays(1));

    private static final Scalar<Integer> BUSES = Scalars.whole("1", 0, 99);
    private static final Scalar<Integer> SHUNT = Scalars.whole("100", 1, 100_000);
    private static final Scalar<I2cChip> CHIP = Scalars.oneOf(I2cChip.class);

    public I2cDevice {
        inputs = List.copyOf(inputs);
    }

    static I2cDevice read(Mapping item, DeviceId id) {
        // Of a chip that is not known, only the keys that all have can be judged.
        Optional<I2cChip> known = item.decisive("chip", CHIP);
        I2cChip chip = known.orElse(I2cChip.BME280);
        int bus = item.optional("bus", BUSES, BUS);
        int address = known.map(each -> item.optional("address", addressOf(each), each.first()))
                .orElse(NO_ADDRESS);
        Duration interval = item.optional("interval", INTERVALS, INTERVAL);
        Optional<Integer> shunt =
                chip.hasShunt() ? Optional.of(item.optional("shuntMilliohms", SHUNT, 100)) : Optional.empty();
        List<AnalogInput> inputs = chip == I2cChip.ADS1115 ? AnalogInput.readAll(item, CHANNELS) : List.of();
        if (known.isEmpty()) {
            item.closeUnread();
        }
        return new I2cDevice(id, chip, bus, address, interval, shunt, inputs);
    }

    private static Scalar<Integer> addressOf(I2cChip chip) {
        return new Scalar<>(Scalar.Type.NUMBER_OR_TEXT, hex(chip.first()), NO_ADDRESS, text -> {
            int address = number(text);
            if (address < chip.first() || address > chip.last()) {
                throw new Unfit("'" + text + "' is no address of a " + chip.word() + ". Use one of " + hex(chip.first())
                        + " to " + hex(chip.last()) + ", as 'i2cdetect -y 1' shows it.");
            }
            return address;
        });
    }

    private static int number(String text) {
        try {
            return Integer.decode(text);
        } catch (NumberFormatException e) {
            return NO_ADDRESS;
        }
    }

    private static String hex(int address) {
        return String.format(Locale.ROOT, "0x%02x", address);
    }

    void show(YamlWriter yaml) {
        yaml.text("chip", chip.word());
        yaml.bare("bus", bus);
        yaml.bare("address", hex(address));
        yaml.bare("interval", Quantities.text(interval));
        shuntMilliohms.ifPresent(milliohms -> yaml.bare("shuntMilliohms", milliohms));
        if (!inputs.isEmpty()) {
            yaml.list("inputs", inputs, input -> input.show(yaml));
        }
    }

    /** For people: {@code address 0x76 of I2C bus 1}. */
    public String place() {
        return "address " + hex(address) + " of I2C bus " + bus;
    }

    @Override
    public Map<DeviceId, Map<String, String>> fieldUnits() {
        return Map.of(id, inputs.isEmpty() ? FieldUnits.of(chip.fields()) : AnalogInput.units(inputs));
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public Optional<Claim> claim() {
        return address == NO_ADDRESS ? Optional.empty() : Optional.of(new Claim("address", place()));
    }
}
