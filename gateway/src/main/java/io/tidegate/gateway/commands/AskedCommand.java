package io.tidegate.gateway.commands;

import io.tidegate.observation.CommandResult.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A command of a cloud, and what became of it, for people to look at. Immutable.
 *
 * @param subject what it was about, such as an output
 * @param at when it came
 * @param outcome empty while it is being carried out
 */
public record AskedCommand(
        String sink,
        String id,
        Optional<String> command,
        Optional<String> subject,
        Instant at,
        Optional<Outcome> outcome,
        Optional<String> reason,
        Optional<Instant> answered) {}
