package io.tidegate.devices.simulator;

import java.time.Instant;
import java.util.List;

/** One pretended device. Used by one thread. */
interface Gadget {

    /** Lets so much time pass, up to the given moment. */
    void step(Instant at, double seconds, Surroundings around);

    /** What it draws from the mains now. */
    double watts();

    /** What it publishes now; what happened since the last call is told once. */
    List<Signal> show(Surroundings around);
}
