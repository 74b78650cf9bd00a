package io.tidegate.devices.usbscanner;

import io.tidegate.driver.Offer;
import io.tidegate.linux.Machine;
import java.util.ArrayList;
import java.util.List;

/** Keyboards, of which one may be a scanner. */
public final class InputOffers {

    private static final String KIND = "input device";
    private static final String CLASSES = "/sys/class/input";

    private InputOffers() {}

    public static List<Offer> of(Machine machine) {
        List<Offer> offers = new ArrayList<>();
        for (String event : machine.list(CLASSES, "event\\d{1,9}")) {
            String device = event + "/device";
            String usb = machine.text(device + "/id/vendor") + ":" + machine.text(device + "/id/product");
            if (!usb.matches("[0-9a-f]{4}:[0-9a-f]{4}")
                    || !InputDevices.hasKeys(machine.text(device + "/capabilities/key"))) {
                continue;
            }
            String path = "/dev/input" + event.substring(CLASSES.length());
            offers.add(new Offer(
                    KIND,
                    usb,
                    machine.text(device + "/name"),
                    List.of("- {id: scanner-" + (offers.size() + 1) + ", driver: usb-scanner, usb: \"" + usb
                            + "\", layout: us}"),
                    machine.readable(path)
                            ? "only if it is a scanner: the gateway takes it for itself"
                            : "add the gateway's user to the group input; only if it is a scanner"));
        }
        return offers;
    }
}
