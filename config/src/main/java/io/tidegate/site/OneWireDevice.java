package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A 1-Wire thermometer on the bus that the Linux kernel drives, such as a DS18B20.
 *
 * @param slave its folder in {@code /sys/bus/w1/devices}: the family in hexadecimal, a dash, the serial number
 * @param resolution in bits; absent: as it is
 */
public record OneWireDevice(DeviceId id, String slave, Optional<Integer> resolution, Duration interval)
        implements DeviceConfig {

    static final String DRIVER = "one-wire";

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Scalar<Integer> RESOLUTION = Scalars.whole("12", 9, 12);

    /** The families of thermometers: DS18S20, DS1822, DS18B20, DS1825, DS28EA00. */
    private static final Pattern THERMOMETER = Pattern.compile("(10|22|28|3b|42)-[0-9a-f]{12}");

    private static final String EXAMPLE = "28-0316a2794fff";

    static OneWireDevice read(Mapping item, DeviceId id) {
        return new OneWireDevice(
                id,
                item.required("slave", slaveName()),
                item.maybe("resolution", RESOLUTION),
                item.optional("interval", Scalars.INTERVAL, INTERVAL));
    }

    private static Scalar<String> slaveName() {
        return new Scalar<>(Scalar.Type.TEXT, EXAMPLE, "", text -> {
            if (THERMOMETER.matcher(text).matches()) {
                return text;
            }
            String small = text.toLowerCase(Locale.ROOT);
            throw new Unfit("'" + text + "' is no 1-Wire thermometer. "
                    + (THERMOMETER.matcher(small).matches()
                            ? "Did you mean '" + small + "'?"
                            : "Use its folder's name, two digits, a dash and twelve digits as 'ls /sys/bus/w1/devices'"
                                    + " shows them, such as " + EXAMPLE + "."));
        });
    }

    void show(YamlWriter yaml) {
        yaml.text("slave", slave);
        resolution.ifPresent(bits -> yaml.bare("resolution", bits));
        yaml.bare("interval", Quantities.text(interval));
    }

    @Override
    public Map<DeviceId, Map<String, String>> fieldUnits() {
        return Map.of(id, FieldUnits.of(List.of("temperature")));
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public Optional<Claim> claim() {
        return slave.isEmpty() ? Optional.empty() : Optional.of(new Claim("slave", "the 1-Wire slave " + slave));
    }
}
