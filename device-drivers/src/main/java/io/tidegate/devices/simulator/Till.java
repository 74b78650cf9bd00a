package io.tidegate.devices.simulator;

import io.tidegate.observation.Symbology;
import java.time.Instant;
import java.util.List;

/** The scanner at the till: each customer buys a few things of the {@link Catalogue}. Used by one thread. */
final class Till implements Gadget {

    private static final String DEVICE = "till-1";

    private static final int THINGS_PER_CUSTOMER_MAX = 4;
    private static final double SECONDS_PER_THING = 2.5;

    private final Chance chance;
    private final Goods goods;
    private final Beeps beeps = new Beeps(DEVICE);
    private int thingsOnTheBelt;
    private double untilNextThingSeconds;

    /** @param goods that customers may find */
    Till(long seed, Goods goods) {
        this.goods = goods;
        this.chance = new Chance(seed, DEVICE);
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
            int article = chance.below(Catalogue.SIZE);
            if (beeps.haveRoomFor(1) && goods.sell(article)) {
                beeps.add(Catalogue.gtin(article), Symbology.EAN_13);
            }
        }
    }

    @Override
    public double watts() {
        return 9;
    }

    @Override
    public List<Signal> show(Surroundings around) {
        return beeps.show();
    }
}
