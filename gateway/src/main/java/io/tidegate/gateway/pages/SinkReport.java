package io.tidegate.gateway.pages;

import java.time.Instant;
import java.util.Optional;

/**
 * One cloud at one moment, as the pages tell of it. Immutable.
 *
 * @param connected false while it takes nothing
 * @param nextTry when it is tried again, while it takes nothing
 * @param backlog entries that it has not had yet
 * @param lastError in words for staff
 */
public record SinkReport(
        String id,
        String type,
        boolean connected,
        Optional<Instant> nextTry,
        long backlog,
        long delivered,
        long rejected,
        Optional<Instant> lastSuccess,
        Optional<String> lastError) {}
