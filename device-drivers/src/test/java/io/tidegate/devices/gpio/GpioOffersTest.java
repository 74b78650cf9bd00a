package io.tidegate.devices.gpio;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** What the kernel answers about a chip and a line ({@code linux/gpio.h}), byte by byte. */
class GpioOffersTest {

    @Test
    void a_line_has_a_name_and_somebody_who_uses_it() {
        assertEquals(new GpioOffers.Line("GPIO17", "contact"), line("GPIO17", "contact", 1));
        assertEquals(new GpioOffers.Line("GPIO17", ""), line("GPIO17", "", 0));
        assertEquals(new GpioOffers.Line("", "the kernel"), line("", "", 1));
    }

    @Test
    void a_chip_has_a_label_behind_its_name() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(256, 8);
            info.setString(0, "gpiochip0");
            info.setString(32, "pinctrl-rp1");
            assertEquals("pinctrl-rp1", GpioOffers.chip(info).label());
        }
    }

    private static GpioOffers.Line line(String name, String consumer, long flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(256, 8);
            info.setString(0, name);
            info.setString(32, consumer);
            info.set(JAVA_LONG, 72, flags);
            return GpioOffers.line(info);
        }
    }
}
