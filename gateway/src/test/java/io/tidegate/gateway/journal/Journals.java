package io.tidegate.gateway.journal;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Settings and observations for the journal's tests. */
final class Journals {

    static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private Journals() {}

    static GatewaySettings settings() {
        return settings(GatewaySettings.Retention.DEFAULT);
    }

    static GatewaySettings settings(GatewaySettings.Retention retention) {
        return new GatewaySettings("gw-1", Path.of("unused"), Duration.ofMillis(20), retention);
    }

    /** A reading that can be told from every other by its number. */
    static Observation reading(long number) {
        return new Observation.Reading(
                new DeviceId("fridge-" + number % 7), TEN.plusMillis(number), Map.of("n", Value.of((double) number)));
    }

    static long number(Observation seen) {
        return seen instanceof Observation.Reading reading && reading.fields().get("n") instanceof Value.Numeric n
                ? (long) n.value()
                : -1;
    }
}
