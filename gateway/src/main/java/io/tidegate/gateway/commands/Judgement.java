package io.tidegate.gateway.commands;

import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.RemoteCommand;
import io.tidegate.site.CommandDoor;
import io.tidegate.site.CommandRights;
import io.tidegate.site.SiteFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether a command is carried out: the site file allows it, and its time is not over. Immutable.
 *
 * @param site as it runs now
 * @param clockTrusted whether the box knows that its clock is right
 * @param begin entries up to this position were there when the program started
 */
record Judgement(Supplier<SiteFile> site, InstantSource clock, BooleanSupplier clockTrusted, long begin) {

    /** So long a command is good that does not say when it expires, from when it came. */
    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    /** Empty where it is to be done. */
    Optional<Finished> of(Entry entry, RemoteCommand command, TimedInstruction timed) {
        String sink = command.device().value();
        Optional<CommandRights> rights = site.get().sinks().stream()
                .filter(each -> each.id().equals(sink))
                .findFirst()
                .flatMap(each -> each.commands().map(CommandDoor::allow));
        if (rights.filter(timed.instruction()::isAllowed).isEmpty()) {
            return Optional.of(Finished.declined("the site file does not let this cloud ask for it, but for: "
                    + rights.map(CommandRights::words).orElse("nothing")));
        }
        return late(entry, command, timed);
    }

    private Optional<Finished> late(Entry entry, RemoteCommand command, TimedInstruction timed) {
        boolean trusted = clockTrusted.getAsBoolean();
        if (!trusted && timed.expires().isPresent()) {
            return Optional.of(
                    Finished.declined("the clock of the box has not been set since it was switched on, so that"
                            + " nobody knows whether this is over: ask again when somebody has, or without 'expires'"));
        }
        if (!trusted && entry.position() <= begin) {
            return Optional.of(
                    Finished.expired("it came before the gateway was started anew, and nobody knows when, since"
                            + " the clock of the box has not been set: ask again with another id"));
        }
        Instant now = clock.instant();
        Instant until = timed.expires().orElse(command.at().plus(GOOD_FOR));
        return now.isBefore(until)
                ? Optional.empty()
                : Optional.of(Finished.expired("its time was over at " + EntryJson.time(until) + ", and it is "
                        + EntryJson.time(now) + " here"));
    }
}
