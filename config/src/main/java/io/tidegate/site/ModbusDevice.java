package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Modbus bus, and the units on it, each of which is a device of its own.
 *
 * @param connection {@code tcp://host:port}, of a device or of the gateway to a serial bus
 * @param serial in its place, the port of a serial bus
 */
public record ModbusDevice(DeviceId id, Optional<URI> connection, Optional<SerialLine> serial, List<ModbusUnit> units)
        implements DeviceConfig {

    /** How the bus is reached. */
    public sealed interface Way {}

    public record Tcp(URI address) implements Way {}

    public record Rtu(SerialLine line) implements Way {}

    public ModbusDevice {
        if (connection.isPresent() == serial.isPresent()) {
            throw new IllegalArgumentException("a bus is reached by its connection or its serial port");
        }
    }

    public Way way() {
        return serial.<Way>map(Rtu::new).orElseGet(() -> new Tcp(connection.orElseThrow()));
    }

    static final String DRIVER = "modbus";

    /** The port that belongs to Modbus TCP (IANA). */
    public static final int PORT = 502;

    private static final Scalar<URI> ADDRESS = Scalars.url("tcp://192.168.1.50:502", "tcp");

    /** As many as a serial bus can number. */
    private static final int UNITS_MAX = 247;

    /** @param earlier ids of devices so far: a unit is one, too */
    static ModbusDevice read(Mapping item, DeviceId id, Map<String, Mapping> earlier) {
        Optional<SerialLine> serial = item.has("serial") ? Optional.of(SerialLine.read(item)) : Optional.empty();
        Optional<URI> connection = Optional.empty();
        if (serial.isEmpty()) {
            connection = Optional.of(item.required("connection", ADDRESS));
        } else {
            item.maybe("connection", ADDRESS)
                    .ifPresent(beside -> item.problem(
                            "connection", "stands beside 'serial'. Keep one of them: the bus is reached one way."));
        }
        List<ModbusUnit> units = new ArrayList<>();
        for (Mapping each : item.list("units", UNITS_MAX)) {
            String unit = each.required("id", Scalars.id("meter-1"));
            SiteLoader.refuseRepeated(each, unit, earlier);
            ModbusUnit read = ModbusUnit.read(each, new DeviceId(unit));
            if (serial.isPresent() && (read.unit() == 0 || read.unit() > UNITS_MAX)) {
                each.problem("unit", read.unit() + " is nobody on a serial bus. Use the unit's number, 1 to 247.");
            }
            units.add(read);
        }
        if (!item.has("units")) {
            item.problem("units", "is missing. Add it, and below it '- {id: meter-1, unit: 1, registers: [...]}'.");
        } else if (units.isEmpty()) {
            item.problem("units", "has nobody to ask. Add at least one unit.");
        }
        return new ModbusDevice(id, connection, serial, units);
    }

    void show(YamlWriter yaml) {
        connection.ifPresent(address -> yaml.text("connection", address.toString()));
        serial.ifPresent(line -> line.show(yaml));
        yaml.list("units", units, unit -> unit.show(yaml));
    }

    @Override
    public Optional<Claim> claim() {
        return serial.flatMap(SerialLine::claim);
    }

    @Override
    public Map<DeviceId, Map<String, String>> fieldUnits() {
        return units.stream().collect(Collectors.toMap(ModbusUnit::id, ModbusUnit::fieldUnits, (one, other) -> one));
    }

    @Override
    public String driver() {
        return DRIVER;
    }
}
