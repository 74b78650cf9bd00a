package io.tidegate.devices.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.tidegate.driver.Offer;
import io.tidegate.linux.Libc;
import io.tidegate.linux.Machine;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** GPIO chips and their lines, as {@code gpioinfo} shows them. */
public final class GpioOffers {

    /** @param lines of it, by number */
    public record Chip(String label, List<Line> lines) {}

    /** @param user who has it now; empty when it is free */
    public record Line(String name, String user) {}

    /** Looks at a chip. */
    @FunctionalInterface
    public interface Look {
        /** Empty label when it may not be looked at. */
        Chip at(String device);
    }

    private static final String KIND = "GPIO";

    /** {@code linux/gpio.h}: names of 32 bytes, and where the rest stands behind them. */
    private static final int NAME_BYTES = 32;

    private static final int LINES_AT = 64;
    private static final int LINE_BYTES = 256;
    private static final int OFFSET_AT = 64;
    private static final int FLAGS_AT = 72;
    private static final long FLAG_USED = 1;
    private static final long GET_CHIP = 0x8044_b401L;
    private static final long GET_LINE = 0xc100_b405L;
    private static final int LINES_MAX = 512;

    private GpioOffers() {}

    public static Chip byKernel(String device) {
        try (Libc linux = new Libc(LINE_BYTES)) {
            int file = linux.open(device);
            if (file < 0) {
                return new Chip("", List.of());
            }
            linux.ioctl(file, GET_CHIP);
            Chip chip = chip(linux.buffer());
            int count = linux.buffer().get(JAVA_INT, LINES_AT);
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < Math.min(count, LINES_MAX); i++) {
                linux.buffer().fill((byte) 0);
                linux.buffer().set(JAVA_INT, OFFSET_AT, i);
                linux.ioctl(file, GET_LINE);
                lines.add(line(linux.buffer()));
            }
            linux.close(file);
            return new Chip(chip.label(), lines);
        }
    }

    static Chip chip(MemorySegment info) {
        return new Chip(name(info, NAME_BYTES), List.of());
    }

    static Line line(MemorySegment info) {
        boolean used = (info.get(JAVA_LONG, FLAGS_AT) & FLAG_USED) != 0;
        String user = name(info, NAME_BYTES);
        return new Line(name(info, 0), used ? user.isEmpty() ? "the kernel" : user : "");
    }

    private static String name(MemorySegment info, int at) {
        return info.asSlice(at, NAME_BYTES).getString(0);
    }

    public static List<Offer> of(Machine machine, Look look) {
        List<Offer> offers = new ArrayList<>();
        for (String device : machine.list("/dev", "gpiochip\\d{1,3}")) {
            Chip chip = look.at(machine.at(device).toString());
            if (chip.label().isEmpty()) {
                offers.add(Offer.barred(KIND, device, "add the gateway's user to the group gpio"));
                continue;
            }
            boolean ofHeader = chip.label().matches("pinctrl-(bcm2\\d+|rp1)");
            if (!ofHeader) {
                offers.add(new Offer(
                        KIND,
                        device,
                        chip.label() + ", " + chip.lines().size() + " lines",
                        List.of(),
                        "no pins of a header"));
                continue;
            }
            for (int pin = 2; pin < Math.min(28, chip.lines().size()); pin++) {
                offers.add(offer(pin, chip.lines().get(pin)));
            }
        }
        return offers;
    }

    private static Offer offer(int pin, Line line) {
        boolean free = line.user().isEmpty();
        String name = line.name().isEmpty() ? "GPIO" + pin : line.name();
        return new Offer(
                KIND,
                "pin " + pin,
                free ? name + ", free" : name + ", used by " + line.user(),
                // Whether anything is wired to it, nobody can see: it is a line to choose, not to paste unread.
                free
                        ? List.of("# - {id: contact-" + pin + ", driver: gpio, pin: " + pin + ", kind: contact}")
                        : List.of(),
                "");
    }
}
