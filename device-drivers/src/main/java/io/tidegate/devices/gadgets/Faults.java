package io.tidegate.devices.gadgets;

import io.tidegate.driver.Patience;
import io.tidegate.observation.Observation.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a gadget does not answer, and what is said then. Immutable. */
record Faults(Optional<Duration> silentAfter) {

    Fault of(Gadget gadget, Instant at) {
        return new Fault(gadget.id, at, reason(gadget));
    }

    private String reason(Gadget gadget) {
        return switch (gadget.state) {
            case SILENT -> silence(silentAfter.orElse(Duration.ZERO));
            case BEHIND_OFFLINE_BRIDGE -> bridge();
            case OFFLINE, ONLINE, UNKNOWN -> offline();
        };
    }

    private static String offline() {
        return "the gadget is offline: check its power, its way to the radio or the network, and its battery";
    }

    private static String bridge() {
        return "the bridge that speaks for the gadget is offline: check that the program and its radio stick run";
    }

    private static String silence(Duration length) {
        return "the gadget has said nothing for " + length.toSeconds()
                + " s: check its battery and its way to the radio";
    }

    boolean isSilent(Gadget gadget, long nanos) {
        return silentAfter.isPresent()
                && nanos - gadget.heardNanos >= silentAfter.get().toNanos();
    }

    /** While it lasts a fault is said again, so that its end can be told from a gap. */
    boolean isDue(Gadget gadget, long nanos) {
        return nanos - gadget.faultNanos >= Patience.NEAR.faultAgain().toNanos();
    }
}
