package io.tidegate.gateway.pages;

import io.tidegate.sync.Probe;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Has a cloud asked whether it is there, for somebody who waits. For worker threads, any of them. */
record Probing(Rooms rooms) {

    /** Empty where it has not answered by the time that a person waits; it is asked all the same. */
    Optional<Probe> ask(String sink) throws InvalidRequest, InterruptedException {
        Optional<CompletionStage<Probe>> asked = rooms.surroundings().probe().apply(sink);
        Decisions.mustBeKnown(asked.isPresent());
        try {
            return Optional.of(Awaited.byForm(asked.get()));
        } catch (TimeoutException | ExecutionException | CancellationException none) {
            return Optional.empty();
        }
    }
}
