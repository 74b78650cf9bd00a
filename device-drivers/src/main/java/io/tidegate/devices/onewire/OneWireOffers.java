package io.tidegate.devices.onewire;

import io.tidegate.driver.Offer;
import io.tidegate.linux.Machine;
import java.util.ArrayList;
import java.util.List;

/** Thermometers that the kernel has found on its 1-Wire bus. */
public final class OneWireOffers {

    private static final String KIND = "1-Wire";
    private static final String FOLDER = "/sys/bus/w1/devices";

    private OneWireOffers() {}

    public static List<Offer> of(Machine machine) {
        List<Offer> offers = new ArrayList<>();
        for (String slave : machine.list(FOLDER, "(10|22|28|3b|42)-[0-9a-f]{12}")) {
            String id = slave.substring(FOLDER.length() + 1);
            offers.add(new Offer(
                    KIND,
                    id,
                    "thermometer",
                    List.of("- {id: thermometer-" + (offers.size() + 1) + ", driver: one-wire, slave: " + id + "}"),
                    ""));
        }
        if (offers.isEmpty() && !machine.list(FOLDER, "w1_bus_master.*").isEmpty()) {
            offers.add(new Offer(KIND, FOLDER, "nothing", List.of(), "check the wires, and the resistor of 4.7 kOhm"));
        }
        return offers;
    }
}
