package io.tidegate.gateway.commands;

import io.tidegate.observation.CommandResult.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one cloud asks, since the program started, and lets only so much wait. Safe from any thread. */
final class Tally {

    /** Commands of a cloud that wait for their turn; with one more, the next is not acknowledged. */
    static final int WAITING_MAX = 64;

    final LongAdder received = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder parked = new LongAdder();
    final Semaphore room = new Semaphore(WAITING_MAX);
    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    volatile Optional<String> trouble = Optional.empty();

    Tally() {
        for (Outcome each : Outcome.values()) {
            outcomes.put(each, new LongAdder());
        }
    }

    void answered(Outcome outcome) {
        outcomes.getOrDefault(outcome, new LongAdder()).increment();
    }

    CommandFigures figures(String sink) {
        Map<Outcome, Long> answered = new EnumMap<>(Outcome.class);
        outcomes.forEach((outcome, count) -> answered.put(outcome, count.sum()));
        return new CommandFigures(sink, received.sum(), repeated.sum(), parked.sum(), answered, trouble);
    }
}
