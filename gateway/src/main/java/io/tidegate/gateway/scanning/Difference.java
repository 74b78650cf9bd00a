package io.tidegate.gateway.scanning;

import io.tidegate.observation.Amount;
import java.util.Optional;

/**
 * What was counted beside what the ledger says. Immutable.
 *
 * @param name empty where the catalogue does not know the item
 * @param lot where only lots were counted; else it is about all of them
 * @param expected by the ledger, at the moment of the last scan
 * @param moved while it was being counted: whether what moved is among the counted, nobody knows
 */
public record Difference(
        String item, Optional<String> name, Optional<String> lot, Amount counted, Amount expected, boolean moved) {

    public boolean isOne() {
        return counted.quantity().compareTo(expected.quantity()) != 0;
    }
}
