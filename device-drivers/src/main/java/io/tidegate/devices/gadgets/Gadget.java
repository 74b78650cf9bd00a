package io.tidegate.devices.gadgets;

import io.tidegate.observation.DeviceId;
import java.util.Map;

/** What is known of one gadget. Used by its family's device thread. */
final class Gadget {

    /** Whether it is there. */
    enum State {
        /** It has not said so since the start. */
        UNKNOWN,
        ONLINE,
        /** It said so, or the broker did. */
        OFFLINE,
        /** What speaks for it is gone. */
        BEHIND_OFFLINE_BRIDGE,
        /** It has said nothing for too long. */
        SILENT;

        boolean isFault() {
            return this == OFFLINE || this == BEHIND_OFFLINE_BRIDGE || this == SILENT;
        }
    }

    final String name;
    final DeviceId id;
    State state = State.UNKNOWN;
    long heardNanos;
    long faultNanos;
    Map<String, String> units = Map.of();

    Gadget(String name, DeviceId id, long nowNanos) {
        this.name = name;
        this.id = id;
        this.heardNanos = nowNanos;
    }
}
