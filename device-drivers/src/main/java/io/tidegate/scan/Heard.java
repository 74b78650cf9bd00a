package io.tidegate.scan;

import java.util.Optional;

/**
 * What a scanner sent between two ends. Immutable.
 *
 * @param trouble why it is no whole scan
 */
public record Heard(String text, Optional<Unreadable> trouble) {}
