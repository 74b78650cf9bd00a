package io.tidegate.driver;

import io.tidegate.observation.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a device is told: what its readings shall say. Immutable.
 *
 * @param set fields of its readings
 * @param time after which it goes back to its safe state by itself
 */
public record Command(Map<String, Value> set, Optional<Duration> time) {

    public Command {
        if (set.isEmpty()) {
            throw new IllegalArgumentException("a command sets something");
        }
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }
}
