package io.tidegate.gateway.journal;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Remote;
import io.tidegate.observation.Stock;
import io.tidegate.observation.Summary;

/** What gives way together when there is no room: first readings, then events, and goods never. */
enum RetentionClass {

    /** What happened to goods, and what clouds asked with what became of it. */
    GOODS,
    /** What a device or a person did, and proofs of days. */
    EVENTS,
    /** What sensors show. They can be summed up. */
    READINGS;

    static RetentionClass of(Observation seen) {
        return switch (seen) {
            case Stock _, Remote _ -> GOODS;
            case Observation.Scan _, Observation.Fault _, Proof _ -> EVENTS;
            case Observation.Reading _, Summary _ -> READINGS;
        };
    }
}
