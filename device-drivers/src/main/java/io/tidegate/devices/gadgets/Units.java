package io.tidegate.devices.gadgets;

import java.util.HashMap;
import java.util.Map;

/** The units of a gadget's fields. Functions only. */
final class Units {

    private Units() {}

    /** What is known, and what has been said since; at most {@link Roll#UNITS_MAX} of them. */
    static Map<String, String> merged(Map<String, String> known, Map<String, String> said) {
        Map<String, String> merged = new HashMap<>(known);
        said.forEach((field, unit) -> {
            if (merged.size() < Roll.UNITS_MAX || merged.containsKey(field)) {
                merged.put(field, unit);
            }
        });
        return Map.copyOf(merged);
    }
}
