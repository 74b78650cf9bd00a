package io.tidegate.clouds.epcis;

import io.tidegate.observation.Movement;
import io.tidegate.observation.Reversal;
import java.util.Optional;

/** What the repository is told. Immutable. */
sealed interface Event {

    /**
     * Goods moved.
     *
     * @param entry the id of the journal's entry
     * @param reversal that says that it never was so; the event is otherwise told as it was the first time
     */
    record Moved(String entry, Movement movement, Step step, Optional<Reversal> reversal) implements Event {}

    /** An event never was so, of which we know no more than its id. */
    record Declared(String entry, Reversal reversal) implements Event {}
}
