package io.tidegate.devices.gadgets;

import io.tidegate.observation.DeviceId;
import java.util.HashMap;
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

    /** Fields whose units are remembered; what is said of more is not. */
    static final int UNITS_MAX = 64;

    final String name;
    final DeviceId id;
    State state = State.UNKNOWN;
    long heardNanos;
    long faultNanos;
    private final Map<String, String> units = new HashMap<>();

    Gadget(String name, DeviceId id, long nowNanos) {
        this.name = name;
        this.id = id;
        this.heardNanos = nowNanos;
    }

    /** Takes in which units its fields are. Returns whether that is news. */
    boolean learn(Map<String, String> said) {
        boolean news = false;
        for (Map.Entry<String, String> each : said.entrySet()) {
            if (units.size() < UNITS_MAX || units.containsKey(each.getKey())) {
                news |= !each.getValue().equals(units.put(each.getKey(), each.getValue()));
            }
        }
        return news;
    }

    /** By field. */
    Map<String, String> units() {
        return Map.copyOf(units);
    }
}
