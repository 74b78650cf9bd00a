package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Desk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.gateway.scanning.ScanAnswer.Scan;
import io.tidegate.gateway.scanning.ScanAnswer.Subject;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Cause;
import io.tidegate.observation.Members;
import io.tidegate.observation.Reversal;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/** Does what a scan is to do, and answers it. Used by the clerk's thread, which it blocks. */
final class Doing {

    private final Desk desk;
    private final Books books;
    private final Rules rules;
    private final Counting counting;

    Doing(Inventory inventory, Rules rules) {
        this.desk = inventory.desk();
        this.books = inventory.books();
        this.rules = rules;
        this.counting = new Counting(inventory, rules);
    }

    /**
     * @param what there is to take back
     * @param change what is to be written down with the answer; it says what shall be, and so can be done twice
     */
    record Done(ScanAnswer answer, Optional<Action.What> what, Sql.Work change) {

        static Done of(ScanAnswer answer) {
            return new Done(answer, Optional.empty(), _ -> {});
        }
    }

    Done carryOut(View view, Plan plan, Scan scan) throws SQLException, InterruptedException, DeskBusy {
        return switch (plan) {
            case Plan.Say(Mode next, Result result, Optional<Subject> subject, Optional<String> words) ->
                Done.of(withLevel(new ScanAnswer(scan, result, next, subject, words), next));
            case Plan.Book book -> book(book, scan);
            case Plan.Count count -> count(view, count, scan);
            case Plan.Reverse back -> reverse(back, scan);
            case Plan.Uncount back -> uncount(view, back, scan);
            case Plan.Reopen back -> reopen(back, scan);
            case Plan.BookCount(Mode next, CountSession session) -> bookCount(view, next, session, scan);
            case Plan.Cancel(Mode next, CountSession session) ->
                new Done(
                        new ScanAnswer(
                                scan,
                                Result.SET,
                                next,
                                Optional.empty(),
                                Optional.of("What was counted is forgotten. 'Undo' brings it back.")),
                        Optional.of(new Action.Ended(session.id())),
                        sql -> CountTables.end(sql, session, CountTables.State.CANCELLED));
        };
    }

    private Done book(Plan.Book plan, Scan scan) throws SQLException, InterruptedException, DeskBusy {
        Optional<String> objection = booked(List.of(Members.ofTexts(plan.line())), scan);
        if (objection.isPresent()) {
            return Done.of(new ScanAnswer(scan, Result.REFUSED, plan.next(), Optional.of(plan.subject()), objection));
        }
        Result result = plan.subject().name().isPresent() ? Result.BOOKED : Result.UNKNOWN;
        String line = plan.line().getOrDefault("id", "");
        ScanAnswer booked = new ScanAnswer(scan, result, plan.next(), Optional.of(plan.subject()), plan.words());
        return new Done(withLevel(booked, plan.next()), Optional.of(new Action.Line(line)), _ -> {});
    }

    /** Why it is not booked; empty when it is. */
    private Optional<String> booked(List<Members> lines, Scan scan)
            throws SQLException, InterruptedException, DeskBusy {
        return desk.bookNow(lines, Cause.of(Cause.Source.SCAN).after(rules.ref(scan.position())));
    }

    private Done count(View view, Plan.Count plan, Scan scan) throws SQLException {
        Tally added = plan.added();
        Tally tally = view.ask(sql -> CountTables.tally(sql, added))
                .map(there -> there.plus(added.amount(), added.last()))
                .orElse(added);
        Result result = plan.subject().name().isPresent() ? Result.COUNTED : Result.UNKNOWN;
        return new Done(
                new ScanAnswer(
                        scan, result, plan.next(), Optional.of(plan.subject().with(tally.amount())), Optional.empty()),
                Optional.of(new Action.Counted(added)),
                sql -> {
                    CountTables.begin(sql, plan.session());
                    CountTables.put(sql, tally);
                });
    }

    private Done reverse(Plan.Reverse plan, Scan scan) throws SQLException, InterruptedException, DeskBusy {
        Map<String, String> reversal = Map.of(
                "id",
                "undo:" + rules.ref(scan.position()),
                "kind",
                Reversal.WORD,
                "reverses",
                plan.line(),
                "device",
                scan.device().value());
        Optional<String> objection = booked(List.of(Members.ofTexts(reversal)), scan);
        Optional<Subject> subject = plan.action().answer().subject();
        if (objection.isPresent()) {
            return Done.of(new ScanAnswer(scan, Result.REFUSED, plan.next(), subject, objection));
        }
        ScanAnswer answer = takenBack(plan.next(), subject, scan);
        return takenBack(plan.action(), withLevel(answer, plan.action().answer().mode()), _ -> {});
    }

    private Done uncount(View view, Plan.Uncount plan, Scan scan) throws SQLException {
        Tally added = plan.added();
        Tally left = view.ask(sql -> CountTables.tally(sql, added))
                .map(there -> there.minus(added.amount()))
                .orElse(added.minus(added.amount()));
        Optional<Subject> subject = plan.action().answer().subject().map(counted -> counted.with(left.amount()));
        return takenBack(plan.action(), takenBack(plan.next(), subject, scan), sql -> CountTables.put(sql, left));
    }

    private static Done reopen(Plan.Reopen plan, Scan scan) {
        String words = "What was counted at '" + plan.session().location() + "' is there again.";
        ScanAnswer answer = new ScanAnswer(scan, Result.TAKEN_BACK, plan.next(), Optional.empty(), Optional.of(words));
        return takenBack(plan.action(), answer, sql -> ScanTables.reopen(sql, plan.session()));
    }

    private static ScanAnswer takenBack(Mode next, Optional<Subject> subject, Scan scan) {
        return new ScanAnswer(scan, Result.TAKEN_BACK, next, subject, Optional.empty());
    }

    private static Done takenBack(Action action, ScanAnswer answer, Sql.Work change) {
        return new Done(answer, Optional.empty(), sql -> {
            change.on(sql);
            ScanTables.takeBack(sql, action);
        });
    }

    private Done bookCount(View view, Mode next, CountSession session, Scan scan)
            throws SQLException, InterruptedException, DeskBusy {
        List<Counting.Counted> counted = counting.counted(view.ask(sql -> CountTables.tallies(sql, session.id())));
        if (counted.isEmpty()) {
            // All of it was taken back, so it is as if nobody had begun.
            return new Done(
                    carryOut(view, CommandPlans.nothingCounted(next), scan).answer(),
                    Optional.empty(),
                    sql -> CountTables.end(sql, session, CountTables.State.CANCELLED));
        }
        long differing = counting.differences(session, counted).stream()
                .filter(Difference::isOne)
                .count();
        Optional<String> objection =
                booked(counting.lines(session, counted, scan.device().value()), scan);
        if (objection.isPresent()) {
            return Done.of(new ScanAnswer(scan, Result.REFUSED, next, Optional.empty(), objection));
        }
        String words = counted.size() + " counted, " + differing + " of them otherwise than the books said.";
        return new Done(
                new ScanAnswer(scan, Result.BOOKED, next, Optional.empty(), Optional.of(words)),
                Optional.of(new Action.Ended(session.id())),
                sql -> CountTables.end(sql, session, CountTables.State.BOOKED));
    }

    /** What is booked is answered as booked: where its level cannot be told, the answer goes without. */
    private ScanAnswer withLevel(ScanAnswer answer, Mode where) {
        if (answer.subject().isEmpty()) {
            return answer;
        }
        Subject subject = answer.subject().get();
        Optional<String> words = answer.words();
        try {
            subject = subject.with(level(subject, where));
        } catch (SQLException | RuntimeException mistake) {
            Logger.error(mistake, "The level of '{}' cannot be told; please report it", subject.item());
            words = Optional.of("How much of it there is cannot be said now: see the gateway's log.");
        }
        return new ScanAnswer(answer.scan(), answer.result(), answer.mode(), Optional.of(subject), words);
    }

    /** Of all lots of the item where the scanner is. */
    private Amount level(Subject subject, Mode mode) throws SQLException {
        return books.level(subject.item(), mode.location())
                .orElseGet(() -> new Amount(BigDecimal.ZERO, subject.amount().unit()));
    }
}
