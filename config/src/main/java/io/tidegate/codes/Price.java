package io.tidegate.codes;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the thing costs. Immutable.
 *
 * @param currency three digits of ISO 4217, such as 978 for the euro; empty where the code does not say, which means the
 *     country's own
 */
public record Price(BigDecimal amount, Optional<String> currency) {}
