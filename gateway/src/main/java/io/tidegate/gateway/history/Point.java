package io.tidegate.gateway.history;

import java.time.Instant;

/**
 * What was so within one step.
 *
 * @param start where the step begins
 * @param last the value that was observed last in it
 */
public record Point(Instant start, double min, double mean, double max, long count, double last) {}
