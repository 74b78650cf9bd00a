package io.tidegate.gateway.commands;

import io.tidegate.observation.CommandResult;
import io.tidegate.observation.CommandResult.Outcome;
import io.tidegate.observation.RemoteCommand;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a command, not yet written down. Immutable.
 *
 * @param answer JSON
 */
record Finished(Outcome outcome, Optional<String> reason, Optional<String> answer) {

    static final Finished DONE = new Finished(Outcome.DONE, Optional.empty(), Optional.empty());

    static Finished done(String answer) {
        return new Finished(Outcome.DONE, Optional.empty(), Optional.of(answer));
    }

    static Finished declined(String reason) {
        return new Finished(Outcome.DECLINED, Optional.of(reason), Optional.empty());
    }

    static Finished expired(String reason) {
        return new Finished(Outcome.EXPIRED, Optional.of(reason), Optional.empty());
    }

    static Finished failed(String reason) {
        return new Finished(Outcome.FAILED, Optional.of(reason), Optional.empty());
    }

    CommandResult of(RemoteCommand command, Optional<String> word, Instant now) {
        return new CommandResult(command.device(), now, command.id(), word, outcome, reason, answer);
    }
}
