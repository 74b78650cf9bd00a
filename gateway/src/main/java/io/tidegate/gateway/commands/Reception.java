package io.tidegate.gateway.commands;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.RemoteCommand;
import io.tidegate.observation.RemoteJson;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.ReceivedCommand;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.tinylog.Logger;

/**
 * Takes what one cloud asks to the journal, before it is acknowledged. What is known already is let go; what is no command is
 * set aside for a person, or where its id can be made out answered as one that was declined. Safe from any thread.
 */
final class Reception implements CommandDesk {

    /** Fewer than may wait, or they would wait for themselves. */
    private static final int AT_ONCE = Tally.WAITING_MAX / 2;

    private final Journal journal;
    private final InstantSource clock;
    private final DeviceId sink;
    private final Tally tally;

    Reception(Journal journal, InstantSource clock, DeviceId sink, Tally tally) {
        this.journal = journal;
        this.clock = clock;
        this.sink = sink;
        this.tally = tally;
    }

    @Override
    public void received(List<ReceivedCommand> commands) throws InterruptedException {
        for (int from = 0; from < commands.size(); from += AT_ONCE) {
            take(commands.subList(from, Math.min(from + AT_ONCE, commands.size())));
        }
    }

    private void take(List<ReceivedCommand> commands) throws InterruptedException {
        List<Observation> seen = new ArrayList<>();
        List<Parked> parked = new ArrayList<>();
        for (ReceivedCommand each : commands) {
            tally.received.increment();
            sort(each, seen, parked);
        }
        tally.parked.add(parked.size());
        if (!seen.isEmpty()) {
            tally.room.acquire(seen.size());
        }
        boolean recorded = false;
        try {
            record(new Batch(seen, parked));
            recorded = true;
        } finally {
            if (!recorded) {
                tally.room.release(seen.size());
            }
        }
    }

    private void sort(ReceivedCommand received, List<Observation> seen, List<Parked> parked) {
        Instant now = clock.instant();
        if (received.flaw().isPresent()) {
            parked.add(parked(
                    received,
                    now,
                    "This is not taken as a command: " + received.flaw().get()));
            return;
        }
        try {
            take(RemoteJson.command(sink, now, received.payload()), seen);
        } catch (IllegalArgumentException unfit) {
            String reason = String.valueOf(unfit.getMessage());
            RemoteJson.idIn(received.payload())
                    .ifPresentOrElse(
                            id -> take(RemoteJson.unreadable(sink, now, id, reason), seen),
                            () -> parked.add(parked(received, now, reason)));
        }
    }

    private void take(RemoteCommand command, List<Observation> seen) {
        boolean again = seen.stream()
                .anyMatch(each ->
                        each instanceof RemoteCommand other && other.id().equals(command.id()));
        if (again || isKnown(command)) {
            tally.repeated.increment();
        } else {
            seen.add(command);
        }
    }

    private boolean isKnown(RemoteCommand command) {
        try {
            return new View(journal)
                    .ask(sql -> CommandTable.known(sql, sink.value(), command.id()))
                    .isPresent();
        } catch (SQLException unreadable) {
            // Then it is written down, and found out when it is taken up.
            Logger.debug("not looked up: {}", unreadable.getMessage());
            return false;
        }
    }

    private Parked parked(ReceivedCommand received, Instant now, String reason) {
        byte[] beginning =
                Arrays.copyOf(received.payload(), Math.min(received.payload().length, Parked.PAYLOAD_BYTES_MAX));
        boolean cut = beginning.length < received.payload().length;
        return new Parked(
                sink.value(), now, received.place(), beginning, cut ? reason + " Only its beginning is kept." : reason);
    }

    private void record(Batch batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        try {
            journal.submit(batch).toCompletableFuture().get();
        } catch (ExecutionException refused) {
            // What is not acknowledged comes again; once the journal is closed, so are those who ask.
            throw new IllegalStateException("commands are not written down: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void line(Optional<String> trouble) {
        if (trouble.isPresent() && tally.trouble.isEmpty()) {
            Logger.warn("cloud '{}': {}", sink, trouble.get());
        }
        tally.trouble = trouble;
    }
}
