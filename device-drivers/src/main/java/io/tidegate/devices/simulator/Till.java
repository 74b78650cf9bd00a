package io.tidegate.devices.simulator;

import io.tidegate.observation.Symbology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The scanner at the till: each customer buys a few things of the {@link Catalogue}. Used by one thread. */
final class Till implements Gadget {

    /** Beeps that wait to be shown; a queue at the till is not longer. Further ones are not scanned. */
    static final int BEEPS_MAX = 100;

    private static final int THINGS_PER_CUSTOMER_MAX = 4;
    private static final double SECONDS_PER_THING = 2.5;

    private final Chance chance;
    private final List<Signal> beeps = new ArrayList<>();
    private int thingsOnTheBelt;
    private double untilNextThingSeconds;

    Till(long seed) {
        this.chance = new Chance(seed, "till-1");
    }

    @Override
    public void step(Instant at, double seconds, Surroundings around) {
        if (chance.happens(Hours.customersPerHour(at), seconds)) {
            thingsOnTheBelt += 1 + chance.below(THINGS_PER_CUSTOMER_MAX);
        }
        untilNextThingSeconds -= seconds;
        if (thingsOnTheBelt > 0 && untilNextThingSeconds <= 0) {
            thingsOnTheBelt--;
            untilNextThingSeconds = SECONDS_PER_THING;
            if (beeps.size() < BEEPS_MAX) {
                beeps.add(new Signal.Beep("till-1", Catalogue.gtin(chance.below(Catalogue.SIZE)), Symbology.EAN_13));
            }
        }
    }

    @Override
    public double watts() {
        return 9;
    }

    @Override
    public List<Signal> show(Surroundings around) {
        List<Signal> shown = List.copyOf(beeps);
        beeps.clear();
        return shown;
    }
}
