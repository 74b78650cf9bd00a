package io.tidegate.sync;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Remote;
import io.tidegate.observation.Stock;
import io.tidegate.observation.Summary;

/** What of a backlog goes first, since somebody waits for it. */
public enum Priority {
    /** What happens to goods, and what became of a command: its sender waits. */
    URGENT,
    /** What a device or a person did or did not do. */
    STATE,
    /** What sensors show, and proofs. */
    TELEMETRY;

    public static Priority of(Entry entry) {
        return switch (entry.observation()) {
            case Stock _, Remote _ -> URGENT;
            case Observation.Scan _, Observation.Fault _ -> STATE;
            // A proof is behind all that it counts.
            case Observation.Reading _, Summary _, Proof _ -> TELEMETRY;
        };
    }
}
