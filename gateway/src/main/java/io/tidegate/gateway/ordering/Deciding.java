package io.tidegate.gateway.ordering;

import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.gateway.ordering.Proposed.Decision;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.observation.Amount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Takes down what people decide about proposals, once each. Safe from any thread; reads the database. */
final class Deciding {

    private final Journal journal;
    private final View view;
    private final Inventory inventory;

    Deciding(Journal journal, Inventory inventory) {
        this.journal = journal;
        this.view = new View(journal);
        this.inventory = inventory;
    }

    CompletionStage<Verdict> decide(String id, Choice choice) throws SQLException {
        Optional<Proposed> found = find(id);
        if (found.isEmpty()) {
            return CompletableFuture.completedStage(new Verdict.Unknown());
        }
        Proposed proposed = found.get();
        Instant now = inventory.moment();
        Decision decision = new Decision(now, choice.who(), choice.note());
        return switch (choice.kind()) {
            case ACCEPT -> accept(proposed, choice, decision);
            case IGNORE ->
                proposed.fate() instanceof Fate.Open
                        ? decided(proposed, choice, sql -> ProposalTable.ignore(sql, id, decision))
                        : judged(proposed, choice);
            case CLOSE ->
                proposed.fate().state() == State.ACCEPTED
                        ? decided(proposed, choice, sql -> ProposalTable.close(sql, id, now))
                        : judged(proposed, choice);
        };
    }

    private CompletionStage<Verdict> accept(Proposed proposed, Choice choice, Decision decision) {
        Amount amount;
        try {
            amount = amount(proposed, choice);
        } catch (IllegalArgumentException unfit) {
            return CompletableFuture.completedStage(new Verdict.Refused(String.valueOf(unfit.getMessage())));
        }
        return proposed.fate() instanceof Fate.Open
                ? decided(proposed, choice, sql -> ProposalTable.accept(sql, proposed.id(), decision, amount))
                : judged(proposed, choice);
    }

    private static Amount amount(Proposed proposed, Choice choice) {
        Amount amount = choice.quantity()
                .map(quantity -> Amount.moved(quantity, proposed.amount().unit()))
                .orElse(proposed.amount());
        if (amount.quantity().signum() <= 0) {
            throw new IllegalArgumentException("'quantity' must be above 0. To order nothing, ignore the proposal.");
        }
        if (amount.unit().equals(Amount.EACH) && amount.quantity().scale() > 0) {
            throw new IllegalArgumentException("What is counted by piece is ordered in whole pieces, and this would be "
                    + amount.quantity().toPlainString() + ". Write another quantity.");
        }
        return amount;
    }

    private CompletionStage<Verdict> decided(Proposed proposed, Choice choice, Sql.Work change) {
        return journal.changeNow(Sql.writing(change))
                .thenCompose(_ -> judged(again(proposed.id()).orElse(proposed), choice));
    }

    private Optional<Proposed> again(String id) {
        try {
            return find(id);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** Whether what is decided now is what was to be decided: somebody else may have been faster. */
    private static CompletionStage<Verdict> judged(Proposed now, Choice choice) {
        boolean same = switch (now.fate()) {
            case Fate.Open() -> false;
            case Fate.Ignored _ -> choice.kind() == Choice.Kind.IGNORE;
            case Fate.Ordered ordered ->
                switch (choice.kind()) {
                    case ACCEPT -> ordered.amount().equals(amount(now, choice));
                    case CLOSE -> ordered.state() != State.ACCEPTED;
                    case IGNORE -> false;
                };
        };
        return CompletableFuture.completedStage(same ? new Verdict.Decided(now) : new Verdict.Otherwise(now));
    }

    private Optional<Proposed> find(String id) throws SQLException {
        return view.ask(sql -> ProposalTable.find(sql, id));
    }
}
