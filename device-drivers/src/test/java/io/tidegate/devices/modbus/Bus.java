package io.tidegate.devices.modbus;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.SiteLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Buses as a site file describes them. */
final class Bus {

    private static final String SITE = """
            site: {id: shop}
            gateway: {id: gw-1}
            devices:
              - id: bus
                driver: modbus
                %s
                units:
            """;

    private Bus() {}

    /** @param units items of the list {@code units:}, one a line */
    static ModbusDevice of(String connection, String... units) {
        return bus("connection: " + connection, units);
    }

    /** @param serial the section {@code serial:} */
    static ModbusDevice onSerial(String serial, String... units) {
        return bus("serial: " + serial, units);
    }

    private static ModbusDevice bus(String connection, String... units) {
        String items =
                List.of(units).stream().map(unit -> "      - " + unit + "\n").collect(Collectors.joining());
        try {
            Path file = Files.createTempFile("site", ".yaml");
            try {
                Files.writeString(file, SITE.formatted(connection) + items);
                return (ModbusDevice) SiteLoader.load(file).devices().getFirst();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSite e) {
            throw new IllegalArgumentException(e.problems().toString(), e);
        }
    }

    /** What a device read last. */
    static Map<String, Value> fields(List<Observation> seen, String device) {
        return seen.stream()
                .filter(each -> each.device().value().equals(device))
                .filter(Observation.Reading.class::isInstance)
                .map(each -> ((Observation.Reading) each).fields())
                .reduce(Map.of(), (earlier, later) -> later);
    }

    static List<String> faults(List<Observation> seen, String device) {
        return seen.stream()
                .filter(each -> each.device().value().equals(device))
                .filter(Observation.Fault.class::isInstance)
                .map(each -> ((Observation.Fault) each).reason())
                .toList();
    }
}
