package io.tidegate.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * What came of asking a place whether it is there. Immutable.
 *
 * @param trouble in words for staff; empty where it is there and lets us in
 */
public record Probe(Instant at, Optional<String> trouble) {}
