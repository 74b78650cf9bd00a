package io.tidegate.gateway.commands;

import io.tidegate.observation.CommandResult.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * What one cloud has asked since the program started. Immutable.
 *
 * @param repeated of them, what was known already
 * @param parked of them, what was no command
 * @param trouble why nothing can be asked now, in words for staff
 */
public record CommandFigures(
        String sink, long received, long repeated, long parked, Map<Outcome, Long> outcomes, Optional<String> trouble) {

    public CommandFigures {
        outcomes = Map.copyOf(outcomes);
    }
}
