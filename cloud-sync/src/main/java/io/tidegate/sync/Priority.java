package io.tidegate.sync;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Remote;
import io.tidegate.observation.Stock;

/** What of a backlog goes first, since somebody waits for it. */
public enum Priority {
    /** What happens to goods, and what became of a command: its sender waits. */
    URGENT,
    /** What a device or a person did or did not do. */
    STATE,
    /** What sensors show. */
    TELEMETRY;

    public static Priority of(Entry entry) {
        return switch (entry.observation()) {
            case Stock _, Remote _ -> URGENT;
            case Observation.Scan _, Observation.Fault _ -> STATE;
            case Observation.Reading _ -> TELEMETRY;
        };
    }
}
