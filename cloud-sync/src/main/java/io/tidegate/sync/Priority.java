package io.tidegate.sync;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Stock;

/** What of a backlog goes first, since somebody waits for it. */
public enum Priority {
    /** What happens to goods. */
    URGENT,
    /** What a device or a person did or did not do. */
    STATE,
    /** What sensors show, and proofs. */
    TELEMETRY;

    public static Priority of(Entry entry) {
        return switch (entry.observation()) {
            case Stock _ -> URGENT;
            case Observation.Scan _, Observation.Fault _ -> STATE;
            // Behind all that it counts.
            case Observation.Reading _, Proof _ -> TELEMETRY;
        };
    }
}
