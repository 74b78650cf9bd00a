package io.tidegate.devices.spi;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import io.tidegate.site.SpiDevice;
import io.tidegate.site.SpiDevice.Resistance;
import java.time.Duration;
import java.util.Map;

/** A resistance thermometer of platinum, compared with a resistor on the board. It measures without end. */
final class Max31865 implements Chip {

    private static final int CONFIGURATION = 0x00;
    private static final int RATIO = 0x01;
    private static final int FAULTS = 0x07;
    private static final int WRITE = 0x80;

    /** In the configuration (table 2): bias on, convert without end. */
    private static final int RUN = 0xc0;

    private static final int THREE_WIRES = 0x10;
    private static final int CLEAR_FAULTS = 0x02;
    private static final int FILTER_50_HZ = 0x01;

    /** In the fault register (table 7). */
    private static final int OVER_OR_UNDER_VOLTAGE = 0x04;

    private static final int STEPS = 32_768;

    /** Three times what the first conversion takes (62.5 ms). */
    private static final Duration FIRST_MAX = Duration.ofMillis(200);

    private final String place;
    private final Resistance sensor;
    private final SpiLine line;
    private final int configuration;

    Max31865(SpiDevice config, SpiLine line) throws DeviceException, InterruptedException {
        this.place = config.place();
        this.sensor = config.resistance().orElseThrow();
        this.line = line;
        this.configuration = RUN | (sensor.wires() == 3 ? THREE_WIRES : 0) | (sensor.mains() == 50 ? FILTER_50_HZ : 0);
        setUp();
        if (line.transfer(CONFIGURATION, 0)[1] != (byte) configuration) {
            throw Silent.at(place);
        }
        awaitFirst();
    }

    private void setUp() throws DeviceException {
        line.transfer(WRITE | CONFIGURATION, configuration | CLEAR_FAULTS);
    }

    /** Before the first conversion it reads as 0. Each look is a transfer, and this is once. */
    private void awaitFirst() throws DeviceException, InterruptedException {
        long startedNanos = System.nanoTime();
        while (word() == 0 && System.nanoTime() - startedNanos < FIRST_MAX.toNanos()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private int word() throws DeviceException {
        byte[] answer = line.transfer(RATIO, 0, 0);
        return (answer[1] & 0xff) << 8 | (answer[2] & 0xff);
    }

    @Override
    public Map<String, Value> measure() throws DeviceException {
        int word = word();
        // The lowest bit says that the fault register holds something.
        if ((word & 1) != 0) {
            tellFault();
        }
        double ohms = (double) (word >> 1) * sensor.referenceOhms() / STEPS;
        double ratio = ohms / sensor.sensor().ohms();
        if (!Platinum.isKnown(ratio)) {
            check();
            throw new DeviceException("the sensor at " + place + " has " + Math.round(ohms)
                    + " Ohm, which platinum never has: check its wires, 'wires', and 'sensor'");
        }
        return Map.of("temperature", Value.of(Math.round(Platinum.celsius(ratio) * 100) / 100.0));
    }

    /** A chip that lost its supply for a moment has forgotten what it is to do, and one that is away says nothing. */
    private void check() throws DeviceException {
        if (line.transfer(CONFIGURATION, 0)[1] != (byte) configuration) {
            throw Silent.at(place);
        }
    }

    private void tellFault() throws DeviceException {
        int faults = line.transfer(FAULTS, 0)[1] & 0xff;
        setUp();
        if ((faults & OVER_OR_UNDER_VOLTAGE) != 0) {
            throw new DeviceException("a wire of the sensor at " + place
                    + " has a voltage of its own: check what it touches, and its insulation");
        }
        throw new DeviceException("the sensor at " + place + " is broken or not connected: check its screws and wires");
    }
}
