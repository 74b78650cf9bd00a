package io.tidegate.devices.i2c;

import io.tidegate.driver.Offer;
import io.tidegate.linux.Libc;
import io.tidegate.linux.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Addresses at which something answers on an I2C bus, and which chip usually lives there. */
public final class I2cOffers {

    /** What answers at an address. */
    public enum Answer {
        NOBODY,
        SOMEBODY,
        THE_KERNEL,
        NO_RIGHT
    }

    /** Asks an address of a bus. */
    @FunctionalInterface
    public interface Probe {
        Answer ask(String bus, int address);
    }

    private static final String KIND = "I2C";
    private static final int FIRST = 0x08;
    private static final int LAST = 0x77;

    /** {@code linux/i2c-dev.h}. */
    private static final long I2C_SLAVE = 0x0703;

    /** By the first of their addresses; an empty one ends those before it. */
    private static final NavigableMap<Integer, String> USUAL = new TreeMap<>(Map.of(
            0x18, "mcp9808",
            0x20, "",
            0x40, "ina219",
            0x44, "sht3x",
            0x46, "ina226",
            0x48, "ads1115",
            0x4c, "ina226",
            0x50, "",
            0x76, "bme280"));

    private I2cOffers() {}

    /** By reading one byte, as {@code i2cdetect -r} does. */
    public static Answer byReading(String bus, int address) {
        try (Libc linux = new Libc(1)) {
            int file = linux.open(bus);
            if (file < 0) {
                return Answer.NO_RIGHT;
            }
            int set = linux.ioctl(file, I2C_SLAVE, address);
            int read = set < 0 ? set : linux.read(file);
            linux.close(file);
            if (set == -Libc.EBUSY) {
                return Answer.THE_KERNEL;
            }
            return read < 0 ? Answer.NOBODY : Answer.SOMEBODY;
        }
    }

    public static List<Offer> of(Machine machine, Probe probe) {
        List<Offer> offers = new ArrayList<>();
        for (String bus : machine.list("/dev", "i2c-\\d{1,2}")) {
            for (int address = FIRST; address <= LAST; address++) {
                Answer answer = probe.ask(machine.at(bus).toString(), address);
                if (answer == Answer.NO_RIGHT) {
                    offers.add(Offer.barred(KIND, bus, "add the gateway's user to the group i2c"));
                    break;
                }
                offer(bus, address, answer, offers.size() + 1).ifPresent(offers::add);
            }
        }
        return offers;
    }

    private static Optional<Offer> offer(String bus, int address, Answer answer, int number) {
        String hex = "0x%02x".formatted(address);
        return switch (answer) {
            case NOBODY, NO_RIGHT -> Optional.empty();
            case THE_KERNEL ->
                Optional.of(new Offer(
                        KIND,
                        bus + " " + hex,
                        "a driver of the kernel has it",
                        List.of(),
                        "a clock, or a part of the board"));
            case SOMEBODY -> Optional.of(somebody(bus, address, hex, number));
        };
    }

    private static Offer somebody(String bus, int address, String hex, int number) {
        Map.Entry<Integer, String> near = USUAL.floorEntry(address);
        String chip = near == null ? "" : near.getValue();
        if (chip.isEmpty()) {
            return new Offer(KIND, bus + " " + hex, "somebody", List.of(), "no chip that the gateway knows lives here");
        }
        String busNumber = bus.substring("/dev/i2c-".length());
        String inputs = chip.equals("ads1115") ? ", inputs: [{channel: 0}]" : "";
        return new Offer(
                KIND,
                bus + " " + hex,
                chip + ", usually",
                List.of("- {id: chip-" + number + ", driver: i2c, chip: " + chip + ", bus: " + busNumber + ", address: "
                        + hex + inputs + "}"),
                "look at what is printed on it");
    }
}
