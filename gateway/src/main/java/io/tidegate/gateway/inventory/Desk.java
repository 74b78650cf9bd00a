package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Cause;
import io.tidegate.observation.Members;
import io.tidegate.observation.Observation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Where lines are handed in. What is answered as booked is in the ledger and on disk, and a repeat of it changes nothing.
 * Safe from any thread; reads the database, so never on an event loop.
 */
public final class Desk {

    /** What becomes of what was handed in: all of it, or nothing. */
    public sealed interface Answer {

        /** @param ids in the order of the lines */
        record Booked(List<String> ids) implements Answer {}

        /** Some of it cannot be. */
        record Refused(List<Problem> problems) implements Answer {}

        /** Some of it stands in the ledger as something else. */
        record Conflict(List<Problem> problems) implements Answer {}

        /** Nothing can be taken now; the same may be sent again. */
        record Later(String why) implements Answer {}
    }

    /** @param index of the line among those handed in, from 0 */
    public record Problem(int index, String reason) {}

    private final Journal journal;
    private final Drafting.Rules rules;
    private final Supplier<Optional<String>> trouble;
    private final UnderWay underWay;

    /** @param trouble why the ledger does not know what a line would repeat */
    Desk(Journal journal, Drafting.Rules rules, UnderWay underWay, Supplier<Optional<String>> trouble) {
        this.journal = journal;
        this.rules = rules;
        this.underWay = underWay;
        this.trouble = trouble;
    }

    /** As others send them in, each with its members. */
    public CompletionStage<Answer> book(List<Members> sent) throws SQLException {
        return book(sent, Cause.of(Cause.Source.API));
    }

    /** @param cause where the lines come from; what each says of it itself is added */
    public CompletionStage<Answer> book(List<Members> sent, Cause cause) throws SQLException {
        return new View(journal).ask(sql -> book(sql, sent, cause));
    }

    /**
     * Books what the gateway itself has found, and waits until it is on disk. For a thread that may wait.
     *
     * @return why it is not booked; empty when it is, now or before a power cut
     */
    public Optional<String> bookNow(List<Members> lines, Cause cause)
            throws SQLException, InterruptedException, DeskBusy {
        return switch (Clerk.await(book(lines, cause))) {
            case Answer.Refused(List<Problem> problems) ->
                Optional.of(problems.getFirst().reason());
            // What stands there under the same id as something else was booked before the power was cut.
            case Answer.Booked _, Answer.Conflict _ -> Optional.empty();
            case Answer.Later(String why) -> throw new DeskBusy(why);
        };
    }

    private CompletionStage<Answer> book(Sql sql, List<Members> sent, Cause cause) throws SQLException {
        Optional<String> why = trouble.get();
        if (why.isPresent()) {
            return CompletableFuture.completedStage(new Answer.Later(why.get()));
        }
        Foreseen foreseen = new Foreseen(sql, underWay);
        long since = underWay.version();
        Drafts drafts = new Drafts(sent, cause);
        drafts.draw(new Drafting(rules, foreseen));
        if (!drafts.problems().isEmpty()) {
            return CompletableFuture.completedStage(new Answer.Refused(drafts.problems()));
        }
        synchronized (underWay) {
            // What nothing has settled yet somebody may have settled meanwhile, such as in which unit it is kept.
            drafts.drawAgain(
                    new Drafting(rules, foreseen),
                    draft -> draft.firstUnit().isPresent() && underWay.concerns(draft.subjects(), since));
            return drafts.problems().isEmpty()
                    ? submit(foreseen, drafts.all())
                    : CompletableFuture.completedStage(new Answer.Refused(drafts.problems()));
        }
    }

    private CompletionStage<Answer> submit(Foreseen foreseen, List<Draft> drafts) throws SQLException {
        List<String> ids = drafts.stream().map(draft -> draft.line().id()).toList();
        List<Problem> objections = new ArrayList<>();
        List<Problem> conflicts = new ArrayList<>();
        Map<String, Draft> fresh = new LinkedHashMap<>();
        for (int index = 0; index < drafts.size(); index++) {
            Draft draft = drafts.get(index);
            String id = draft.line().id();
            Draft before = fresh.get(id);
            Optional<Draft> earlier = before == null ? foreseen.line(id) : Optional.of(before);
            if (earlier.isPresent() && !draft.isAgain(earlier.get())) {
                conflicts.add(new Problem(index, taken(id)));
            } else if (earlier.isEmpty() && draft.objection().isPresent()) {
                objections.add(new Problem(index, draft.objection().get()));
            } else if (earlier.isEmpty()) {
                fresh.put(id, draft);
            }
        }
        if (!objections.isEmpty()) {
            return CompletableFuture.completedStage(new Answer.Refused(objections));
        }
        if (!conflicts.isEmpty()) {
            return CompletableFuture.completedStage(new Answer.Conflict(conflicts));
        }
        return record(fresh).thenApply(taken -> taken ? new Answer.Booked(ids) : new Answer.Later(DeskBusy.FULL));
    }

    private static String taken(String id) {
        return "'" + id + "' is the id of another line already. Send this one under an id of its own; to correct the"
                + " other, reverse it.";
    }

    /** What is under way is known by its id until its commit, which puts it into the ledger's table. */
    private CompletionStage<Boolean> record(Map<String, Draft> fresh) {
        if (fresh.isEmpty()) {
            // All of it is there already, or on its way: what is behind that in the line is on disk when that is.
            return underWay.isEmpty()
                    ? CompletableFuture.completedStage(true)
                    : journal.changeNow(_ -> {}).handle((_, failure) -> failure == null);
        }
        List<Observation> lines =
                fresh.values().stream().<Observation>map(Draft::line).toList();
        Optional<CompletionStage<Void>> onDisk = journal.trySubmit(new Batch(lines, List.of()));
        if (onDisk.isEmpty()) {
            return CompletableFuture.completedStage(false);
        }
        fresh.values().forEach(underWay::begin);
        return onDisk.get().handle((_, failure) -> {
            fresh.values().forEach(underWay::end);
            return failure == null;
        });
    }
}
