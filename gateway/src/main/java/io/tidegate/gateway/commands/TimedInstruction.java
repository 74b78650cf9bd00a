package io.tidegate.gateway.commands;

import io.tidegate.observation.Members;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A command that was understood. Immutable.
 *
 * @param expires when nobody wants it any more; empty where its sender did not say
 */
record TimedInstruction(Instruction instruction, Optional<Instant> expires) {

    /** Stands in a command's body in place of all else where what came could not be read. */
    static final String FLAW = "flaw";

    /** @throws IllegalArgumentException when it cannot be understood; the message says what to do */
    static TimedInstruction of(Members body) {
        Optional<String> flaw = body.text(FLAW);
        if (flaw.isPresent()) {
            throw new IllegalArgumentException(flaw.get());
        }
        return new TimedInstruction(
                Instruction.of(body.requiredText("command"), body),
                body.text("expires").map(TimedInstruction::time));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'expires' is no time. Write it like 2026-11-29T10:05:00Z.", e);
        }
    }
}
