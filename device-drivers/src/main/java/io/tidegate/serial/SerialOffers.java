package io.tidegate.serial;

import io.tidegate.driver.Offer;
import io.tidegate.linux.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Serial ports: those that are plugged in, by a name that stays, and the board's own. */
public final class SerialOffers {

    private static final String KIND = "serial port";
    private static final String BY_ID = "/dev/serial/by-id";

    private SerialOffers() {}

    public static List<Offer> of(Machine machine) {
        List<String> ports = new ArrayList<>(machine.list(BY_ID, ".+"));
        ports.addAll(machine.list("/dev", "serial\\d|ttyAMA\\d+"));
        if (!machine.has(BY_ID)) {
            // Without udev nobody gives them names.
            ports.addAll(machine.list("/dev", "tty(USB|ACM)\\d+"));
        }
        List<Offer> offers = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (String port : ports) {
            if (!known.add(target(machine, port))) {
                continue;
            }
            offers.add(new Offer(
                    KIND,
                    port,
                    target(machine, port),
                    List.of(
                            "- id: port-" + (offers.size() + 1),
                            "  driver: serial-scanner     # or scale, or modbus: docs/devices",
                            "  serial: {port: \"" + port + "\", baud: 9600}"),
                    machine.readable(port) ? "" : "add the gateway's user to the group dialout"));
        }
        return offers;
    }

    private static String target(Machine machine, String port) {
        try {
            return machine.at(port).toRealPath().getFileName().toString();
        } catch (IOException gone) {
            return Files.isSymbolicLink(machine.at(port)) ? port + ", unplugged" : port;
        }
    }
}
