package io.tidegate.devices.spi;

import io.tidegate.driver.Offer;
import io.tidegate.linux.Machine;
import java.util.List;

/** SPI buses: whether a chip is there, nobody can ask. */
public final class SpiOffers {

    private SpiOffers() {}

    public static List<Offer> of(Machine machine) {
        return machine.list("/dev", "spidev[0-6]\\.[01]").stream()
                .map(device -> new Offer(
                        "SPI",
                        device,
                        "a bus; what is on it cannot be asked",
                        List.of("# - {id: oven, driver: spi, chip: max31855, bus: " + device.charAt(11) + ", select: "
                                + device.charAt(13) + "}"),
                        machine.readable(device) ? "" : "add the gateway's user to the group spi"))
                .toList();
    }
}
