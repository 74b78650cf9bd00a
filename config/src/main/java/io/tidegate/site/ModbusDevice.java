package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Modbus bus, and the units on it, each of which is a device of its own.
 *
 * @param connection {@code tcp://host:port}, of a device or of the gateway to a serial bus
 */
public record ModbusDevice(DeviceId id, URI connection, List<ModbusUnit> units) implements DeviceConfig {

    static final String DRIVER = "modbus";

    /** The port that belongs to Modbus TCP (IANA). */
    public static final int PORT = 502;

    /** As many as a serial bus can number. */
    private static final int UNITS_MAX = 247;

    /** @param earlier ids of devices so far: a unit is one, too */
    static ModbusDevice read(Mapping item, DeviceId id, Map<String, Mapping> earlier) {
        URI connection = item.required("connection", Scalars.url("tcp://192.168.1.50:502", "tcp"));
        List<ModbusUnit> units = new ArrayList<>();
        for (Mapping each : item.list("units", UNITS_MAX)) {
            String unit = each.required("id", Scalars.id("meter-1"));
            SiteLoader.refuseRepeated(each, unit, earlier);
            units.add(ModbusUnit.read(each, new DeviceId(unit)));
        }
        if (!item.has("units")) {
            item.problem("units", "is missing. Add it, and below it '- {id: meter-1, unit: 1, registers: [...]}'.");
        } else if (units.isEmpty()) {
            item.problem("units", "has nobody to ask. Add at least one unit.");
        }
        return new ModbusDevice(id, connection, units);
    }

    void show(YamlWriter yaml) {
        yaml.text("connection", connection.toString());
        yaml.list("units", units, unit -> unit.show(yaml));
    }

    @Override
    public String driver() {
        return DRIVER;
    }
}
