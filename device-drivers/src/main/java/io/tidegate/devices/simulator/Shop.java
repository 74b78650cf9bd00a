package io.tidegate.devices.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The model of the shop: the same seed and the same moments make the same day. No I/O, no clock. Used by one thread.
 */
final class Shop {

    /** Fine enough for a door that is open for six seconds, coarse enough to make a week in a moment. */
    private static final Duration STEP = Duration.ofSeconds(1);

    /** After a longer pause (a laptop slept) the shop goes on where it stood, instead of living through it. */
    static final Duration CATCH_UP_MAX = Duration.ofHours(1);

    private final ShopAir air;
    private final List<Gadget> gadgets;
    private Instant now;

    Shop(long seed, Instant start) {
        this.now = start;
        this.air = new ShopAir(seed);
        Goods goods = new Goods();
        this.gadgets = List.of(
                new ColdUnit(ColdUnit.Build.fridge("fridge-1"), seed),
                new ColdUnit(ColdUnit.Build.fridge("fridge-2"), seed),
                new ColdUnit(ColdUnit.Build.freezer("freezer-1"), seed),
                air,
                new Mill(seed),
                new EnergyMeter(seed),
                new HandScanner("dock-1", Goods.DELIVERED, goods::deliver),
                new HandScanner("cart-1", Goods.FETCHED, goods::fetch),
                new Till(seed, goods),
                new Hopper(seed));
    }

    /** Lets the time pass up to the moment, and shows what every device then publishes. */
    List<Signal> advance(Instant until) {
        if (Duration.between(now, until).compareTo(CATCH_UP_MAX) > 0) {
            now = until.minus(CATCH_UP_MAX);
        }
        while (!now.plus(STEP).isAfter(until)) {
            now = now.plus(STEP);
            Surroundings around = surroundings();
            for (Gadget gadget : gadgets) {
                gadget.step(now, (double) STEP.toSeconds(), around);
            }
        }
        Surroundings around = surroundings();
        List<Signal> shown = new ArrayList<>();
        for (Gadget gadget : gadgets) {
            shown.addAll(gadget.show(around));
        }
        return shown;
    }

    private Surroundings surroundings() {
        double drawnWatts = 0;
        for (Gadget gadget : gadgets) {
            drawnWatts += gadget.watts();
        }
        return new Surroundings(air.celsius(), drawnWatts);
    }
}
