package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Offer;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.ModbusRegister.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Units that answer on a Modbus bus: each is asked for one register, and a refusal is an answer, too. */
public final class ModbusOffers {

    private static final String KIND = "Modbus";
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final int UNITS_MAX = 247;

    /** A device with a network plug that answers to so many numbers in a row answers to each, and is one. */
    private static final int ANSWERS_TO_ANY = 10;

    private ModbusOffers() {}

    /**
     * @param bus with its connection or serial port
     * @param progress is told the number of the unit that is asked next
     */
    public static List<Offer> of(ModbusDevice bus, IntConsumer progress) throws DeviceException, InterruptedException {
        try (Line line = line(bus)) {
            return offers(bus, line.place(), units(line, TIMEOUT, progress));
        }
    }

    static List<Integer> units(Line line, Duration timeout, IntConsumer progress)
            throws DeviceException, InterruptedException {
        List<Integer> units = new ArrayList<>();
        byte[] question = new Span(Table.HOLDING, 0, 1).question();
        for (int unit = 1; unit <= UNITS_MAX; unit++) {
            progress.accept(unit);
            try {
                if (!isOfGateway(line.ask(unit, question, timeout))) {
                    units.add(unit);
                }
            } catch (NoAnswer nobody) {
                // The next one.
            }
            if (unit == ANSWERS_TO_ANY && units.size() == unit) {
                return List.of(1);
            }
        }
        return units;
    }

    /** A gateway to a serial bus answers for units that are not there (exceptions 10 and 11). */
    private static boolean isOfGateway(byte[] answer) {
        return answer.length == 2 && answer[0] < 0 && (answer[1] == 10 || answer[1] == 11);
    }

    private static Line line(ModbusDevice bus) throws DeviceException, InterruptedException {
        return switch (bus.way()) {
            case ModbusDevice.Tcp tcp -> TcpLine.connect(tcp.address());
            case ModbusDevice.Rtu rtu -> RtuLine.open(rtu.line());
        };
    }

    static List<Offer> offers(ModbusDevice bus, String place, List<Integer> units) {
        if (units.isEmpty()) {
            return List.of(new Offer(
                    KIND, place, "nobody answers", List.of(), "check power, wires, speed and parity of the units"));
        }
        List<String> yaml = new ArrayList<>();
        yaml.add("- id: bus");
        yaml.add("  driver: modbus");
        yaml.add(
                switch (bus.way()) {
                    case ModbusDevice.Tcp tcp -> "  connection: " + tcp.address();
                    case ModbusDevice.Rtu rtu ->
                        "  serial: {port: \"" + rtu.line().port() + "\", baud: "
                                + rtu.line().baud() + ", framing: \""
                                + rtu.line().framing().word() + "\"}";
                });
        yaml.add("  units:               # what to read is in the manual; for common meters there is 'profile:'");
        for (int unit : units) {
            yaml.add("    - {id: unit-" + unit + ", unit: " + unit
                    + ", registers: [{field: value, address: 0, type: uint16}]}");
        }
        return List.of(new Offer(
                KIND,
                place,
                units.size() + " unit(s): "
                        + String.join(", ", units.stream().map(String::valueOf).toList()),
                yaml,
                ""));
    }
}
