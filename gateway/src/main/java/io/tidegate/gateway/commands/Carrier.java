package io.tidegate.gateway.commands;

import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.Batch;
import io.tidegate.observation.CommandResult;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Members;
import io.tidegate.observation.Observation;
import io.tidegate.observation.RemoteCommand;
import io.tidegate.observation.RemoteJson;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Carries out one command after the other, and writes down what became of it. Used by the clerk's thread.
 *
 * <pre>
 * command on disk ──▶ judged ──▶ begun, on disk ──▶ done ──▶ result and place in the journal, on disk
 * </pre>
 *
 * What comes to the same when it is done twice is not written down as begun, and done again after a crash. What does not is
 * answered as failed then: nobody knows whether it was done.
 */
final class Carrier implements Clerk.Work {

    private final Journal journal;
    private final View view;
    private final Judgement judgement;
    private final Doing doing;
    private final InstantSource clock;
    private final Function<String, Tally> tallies;

    /** That of the last command, while the disk does not take it: it is not done again for that. */
    private @Nullable Result open;

    private long moved;

    /** @param finished of the command at that position */
    private record Result(long position, Finished finished) {}

    /** @param tallies of the sinks, by their ids */
    Carrier(Journal journal, Judgement judgement, Doing doing, InstantSource clock, Function<String, Tally> tallies) {
        this.journal = journal;
        this.view = new View(journal);
        this.judgement = judgement;
        this.doing = doing;
        this.clock = clock;
        this.tallies = tallies;
    }

    @Override
    public boolean concerns(Observation observation) {
        return observation instanceof RemoteCommand;
    }

    @Override
    public void take(Entry entry) throws SQLException, InterruptedException, DeskBusy {
        RemoteCommand command = (RemoteCommand) entry.observation();
        Tally tally = tallies.apply(command.device().value());
        Members body = RemoteJson.members(command.body());
        CommandLabel label = CommandLabel.of(body);
        Optional<CommandTable.Known> known =
                view.ask(sql -> CommandTable.known(sql, command.device().value(), command.id()));
        if (known.isPresent()
                && (known.get().position() != entry.position() || known.get().isAnswered())) {
            tally.repeated.increment();
        } else {
            Finished finished = finished(entry, command, body, label, known.isPresent());
            open = new Result(entry.position(), finished);
            answer(entry, command, label, finished);
            open = null;
            tally.answered(finished.outcome());
        }
        tally.room.release();
    }

    private Finished finished(Entry entry, RemoteCommand command, Members body, CommandLabel label, boolean begun)
            throws SQLException, InterruptedException, DeskBusy {
        Result before = open;
        if (before != null && before.position == entry.position()) {
            return before.finished;
        }
        if (begun) {
            return Finished.failed("the gateway stopped while it was carrying this out, and does not repeat it: look at"
                    + " the readings, and ask again with another id");
        }
        try {
            return carryOut(entry, command, body, label);
        } catch (RuntimeException mistake) {
            Logger.error(mistake, "A command of cloud '{}' cannot be carried out; please report it", command.device());
            return Finished.failed("a mistake in the gateway: see its log");
        }
    }

    private Finished carryOut(Entry entry, RemoteCommand command, Members body, CommandLabel label)
            throws SQLException, InterruptedException, DeskBusy {
        TimedInstruction timed;
        try {
            timed = TimedInstruction.of(body);
        } catch (IllegalArgumentException unfit) {
            return Finished.declined(String.valueOf(unfit.getMessage()));
        }
        Optional<Finished> refused = judgement.of(entry, command, timed);
        if (refused.isEmpty() && !timed.instruction().isRepeatable()) {
            Clerk.await(
                    journal.changeNow(Sql.writing(sql -> CommandTable.begin(sql, entry.position(), command, label))));
            // The disk may have taken long.
            refused = judgement.of(entry, command, timed);
        }
        return refused.isPresent()
                ? refused.get()
                : doing.of(command.device().value(), command.id(), timed.instruction());
    }

    private void answer(Entry entry, RemoteCommand command, CommandLabel label, Finished finished)
            throws InterruptedException, DeskBusy {
        CommandResult result = finished.of(command, label.command(), clock.instant());
        Optional<CompletionStage<Void>> onDisk =
                journal.trySubmit(new Batch(List.of(result), List.of()), Sql.writing(sql -> {
                    CommandTable.begin(sql, entry.position(), command, label);
                    CommandTable.answer(sql, result);
                    CommandTable.BOOKMARK.move(sql, entry.position());
                }));
        Clerk.await(onDisk.orElseThrow(() -> new DeskBusy(DeskBusy.FULL)));
    }

    @Override
    public void idle(long position) {
        if (position > moved) {
            // So that a start need not read all readings since the last command.
            journal.change(Sql.writing(sql -> CommandTable.BOOKMARK.move(sql, position)));
            moved = position;
        }
    }
}
