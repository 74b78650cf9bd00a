package io.tidegate.devices.simulator;

import io.tidegate.observation.Symbology;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The scanner of somebody who moves goods by the dozen: at the receiving desk, or between stockroom and floor. It scans how
 * many by a command code, and then what. Used by one thread.
 */
final class HandScanner implements Gadget {

    private static final double SECONDS_PER_MOVE = 4;

    private final int dozen;
    private final IntSupplier work;
    private final Beeps beeps;
    private double untilNextSeconds = SECONDS_PER_MOVE;

    /** @param work the next article to move, or below 0 for none */
    HandScanner(String device, int dozen, IntSupplier work) {
        this.beeps = new Beeps(device);
        this.dozen = dozen;
        this.work = work;
    }

    @Override
    public void step(Instant at, double seconds, Surroundings around) {
        untilNextSeconds -= seconds;
        if (untilNextSeconds > 0 || !beeps.haveRoomFor(2)) {
            return;
        }
        untilNextSeconds = SECONDS_PER_MOVE;
        int article = work.getAsInt();
        if (article >= 0) {
            beeps.add("TIDEGATE TIMES " + dozen, Symbology.CODE_128);
            beeps.add(Catalogue.gtin(article), Symbology.EAN_13);
        }
    }

    @Override
    public double watts() {
        return 2;
    }

    @Override
    public List<Signal> show(Surroundings around) {
        return beeps.show();
    }
}
