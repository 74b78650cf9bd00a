package io.tidegate.gateway.ordering;

import java.time.Instant;

/**
 * All items were gone through once.
 *
 * @param items of the catalogue that were looked at
 * @param failed items of which nothing could be computed: what was proposed of them stays
 */
public record Run(Instant started, Instant finished, int items, int proposals, int failed) {}
