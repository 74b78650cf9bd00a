package io.tidegate.devices.host;

import io.tidegate.driver.Offer;
import io.tidegate.linux.Machine;
import java.util.List;

/** The box itself, which is always there. */
public final class HostOffers {

    private HostOffers() {}

    public static List<Offer> of(Machine machine) {
        String model = machine.text("/proc/device-tree/model").replace("\0", "");
        return List.of(new Offer(
                "this box",
                "itself",
                model.isEmpty() ? "its own temperature, memory and disk" : model,
                List.of("- {id: box, driver: host}"),
                ""));
    }
}
