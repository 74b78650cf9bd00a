package io.tidegate.devices.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.Value;
import io.tidegate.site.GpioDevice.Meter;
import io.tidegate.site.GpioDevice.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PulseMeterTest {

    private static final long SECOND = 1_000_000_000;

    /** 1000 pulses a kWh, one each 3.6 s, are 1 kW. */
    private final PulseMeter meter = new PulseMeter(new Meter(Quantity.ENERGY, 1000), 12_345_000);

    @Test
    void it_goes_on_counting_where_it_was_and_has_no_power_before_the_second_pulse() {
        assertEquals(Map.of("energy", Value.of(12_345)), meter.fields(0));
        meter.pulse(SECOND);
        assertEquals(Map.of("energy", Value.of(12_345.001)), meter.fields(2 * SECOND));
    }

    @Test
    void the_gap_between_two_pulses_is_the_power() {
        meter.pulse(0);
        meter.pulse(3_600_000_000L);
        assertEquals(Value.of(1000), meter.fields(3_600_000_000L).get("power"));
    }

    /** While the next pulse stays away, the power is at most what would bring it now; after three gaps it is 0 W. */
    @Test
    void a_meter_that_falls_silent_comes_down_to_nothing() {
        meter.pulse(0);
        meter.pulse(3_600_000_000L);
        assertEquals(
                Value.of(500), meter.fields(3_600_000_000L + 7_200_000_000L).get("power"));
        assertEquals(Value.of(0), meter.fields(3_600_000_000L + 10_800_000_001L).get("power"));
    }

    @Test
    void water_flows_in_cubic_metres_an_hour() {
        PulseMeter water = new PulseMeter(new Meter(Quantity.VOLUME, 100), 0);
        water.pulse(0);
        water.pulse(36 * SECOND);
        assertEquals(Map.of("volume", Value.of(0.02), "flow", Value.of(1)), water.fields(36 * SECOND));
    }

    @Test
    void people_are_counted_and_do_not_flow() {
        PulseMeter people = new PulseMeter(new Meter(Quantity.COUNT, 2), 0);
        people.pulse(0);
        people.pulse(SECOND);
        assertEquals(Map.of("count", Value.of(1)), people.fields(SECOND));
    }
}
