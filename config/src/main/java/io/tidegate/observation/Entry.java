package io.tidegate.observation;

import java.time.Instant;

/**
 * An observation that is in the journal. Immutable.
 *
 * @param position 1, 2, 3, ... without a gap in one journal; {@code gatewayId:position} is the entry's id everywhere
 * @param recordedAt when the journal took it, by the gateway's clock
 */
public record Entry(long position, Instant recordedAt, Observation observation) {}
