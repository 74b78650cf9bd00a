package io.tidegate.gateway.ordering;

import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.ItemBooks;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.gateway.ordering.ProposalTable.Wanted;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.site.SiteFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What to order: proposals, what people decided about them, and what came of it. Safe from any thread; all but {@link
 * #progress} and {@link #compute} read the database, so never on an event loop.
 */
public final class Orders implements AutoCloseable {

    /** Rows of one answer at most. */
    public static final int ROWS_MAX = 1_000;

    private final View view;
    private final Inventory inventory;
    private final Deciding deciding;
    private final Nights nights;

    private Orders(Journal journal, Inventory inventory, Nights nights) {
        this.view = new View(journal);
        this.inventory = inventory;
        this.deciding = new Deciding(journal, inventory);
        this.nights = nights;
    }

    /** They are computed from now on. */
    public static Orders open(SiteFile site, Journal journal, Inventory inventory)
            throws SQLException, InterruptedException {
        Orders orders = prepared(site, journal, inventory);
        orders.nights.start();
        return orders;
    }

    /** They are computed when the test says so. */
    static Orders prepared(SiteFile site, Journal journal, Inventory inventory)
            throws SQLException, InterruptedException {
        journal.renewal()
                .prepare(List.of(ProposalTable.TABLE, RunTable.TABLE, ProposalChanges.TABLE), Sql.writing(sql -> {
                    ProposalTable.create(sql);
                    RunTable.create(sql);
                    ProposalChanges.create(sql);
                }));
        Optional<Run> last = new View(journal).ask(RunTable::last);
        Night night = new Night(site, journal, inventory);
        return new Orders(
                journal,
                inventory,
                new Nights(
                        night,
                        inventory,
                        site.stock().orders().at(),
                        site.site().timezone(),
                        last));
    }

    Nights nights() {
        return nights;
    }

    /**
     * Whether they are being computed, and when they were.
     *
     * @param done items that were looked at, of {@code items}; both 0 while nothing is computed
     * @param last empty before the first time
     * @param trouble why the last try came to nothing
     */
    public record Progress(int done, int items, Optional<Run> last, Optional<String> trouble) {

        public boolean isRunning() {
            return items > 0;
        }
    }

    public Progress progress() {
        return nights.progress();
    }

    /** Has all of them computed anew, and does not wait for it. */
    public void compute() {
        nights.ask();
    }

    /** Where a list goes on: behind this one, which may be gone meanwhile. */
    public record After(String supplier, String item, String id) {

        public static final After START = new After("", "", "");

        public static After of(Proposed last) {
            return new After(last.subject().supplier(), last.subject().item(), last.id());
        }
    }

    /**
     * Which proposals.
     *
     * @param states none is all
     */
    public record Question(
            Optional<String> supplier, Optional<String> item, Set<State> states, After after, int limit) {

        public static Question of(State... states) {
            return new Question(Optional.empty(), Optional.empty(), Set.of(states), After.START, ROWS_MAX);
        }
    }

    /** In the order of supplier, item and id. */
    public List<Proposed> list(Question question) throws SQLException {
        return view.ask(sql -> {
            try (ItemBooks books = inventory.itemBooks()) {
                return list(sql, new Serving(sql, books), question);
            }
        });
    }

    /** What is kept as on its way may have come since. */
    private static List<Proposed> list(Sql sql, Serving serving, Question question) throws SQLException {
        Set<State> kept = question.states.isEmpty() ? Set.of() : EnumSet.copyOf(question.states);
        if (kept.contains(State.RECEIVED)) {
            kept.add(State.ACCEPTED);
        }
        List<Proposed> found = new ArrayList<>();
        After after = question.after;
        List<Proposed> rows;
        do {
            rows = ProposalTable.list(
                    sql, new Wanted(question.supplier, question.item, List.copyOf(kept), after, question.limit));
            for (Proposed row : rows) {
                Proposed now = serving.upToDate(row);
                if (found.size() < question.limit
                        && (kept.isEmpty()
                                || question.states.contains(now.fate().state()))) {
                    found.add(now);
                }
                after = After.of(row);
            }
        } while (rows.size() == question.limit && found.size() < question.limit);
        return found;
    }

    public Optional<Proposed> find(String id) throws SQLException {
        return view.ask(sql -> {
            Optional<Proposed> row = ProposalTable.find(sql, id);
            try (ItemBooks books = inventory.itemBooks()) {
                return row.isPresent() ? Optional.of(new Serving(sql, books).upToDate(row.get())) : row;
            }
        });
    }

    /** The number of the last change of any proposal, in its very commit. */
    public long lastChange() throws SQLException {
        return view.ask(ProposalChanges::last);
    }

    /** @param now empty where it is gone: there is enough, or it was settled long ago */
    public record Changed(long number, String id, Optional<Proposed> now) {}

    /** Proposals whose last change has a greater number, in the order of that. */
    public List<Changed> changedAfter(long number, int limit) throws SQLException {
        return view.ask(sql -> {
            List<Changed> changed = new ArrayList<>();
            List<ProposalChanges.Change> rows = ProposalChanges.after(sql, number, limit);
            if (rows.isEmpty()) {
                return changed;
            }
            try (ItemBooks books = inventory.itemBooks()) {
                Serving serving = new Serving(sql, books);
                for (ProposalChanges.Change row : rows) {
                    Optional<Proposed> known = ProposalTable.find(sql, row.id());
                    changed.add(new Changed(
                            row.number(),
                            row.id(),
                            known.isPresent() ? Optional.of(serving.upToDate(known.get())) : known));
                }
            }
            return changed;
        });
    }

    /**
     * Which proposals somebody looks for.
     *
     * @param supplier empty is also one: of what the catalogue names none
     * @param text part of a name or an id, or a whole code or label; empty for all
     */
    public record Sought(Optional<String> supplier, String text, State state) {}

    /** A page of them, in the order of supplier, item and id. */
    public List<Proposed> page(Sought sought, int skip, int limit) throws SQLException {
        ProposalTable.Looked looked = looked(sought);
        return view.ask(sql -> {
            try (ItemBooks books = inventory.itemBooks()) {
                return page(sql, new Serving(sql, books), looked, skip, limit);
            }
        });
    }

    /** What is kept as on its way may have come since: of such, those before the page are looked at, too. */
    private static List<Proposed> page(Sql sql, Serving serving, ProposalTable.Looked looked, int skip, int limit)
            throws SQLException {
        boolean asKept = looked.state() == State.PROPOSED;
        int offset = asKept ? skip : 0;
        int before = asKept ? 0 : skip;
        List<Proposed> found = new ArrayList<>();
        List<Proposed> rows;
        do {
            rows = ProposalTable.page(sql, looked, offset, limit);
            for (Proposed row : rows) {
                Proposed now = serving.upToDate(row);
                if (now.fate().state() == looked.state() && before-- <= 0 && found.size() < limit) {
                    found.add(now);
                }
            }
            offset += rows.size();
        } while (rows.size() == limit && found.size() < limit);
        return found;
    }

    /** How many there are; of what is on its way also what has come since the last night. */
    public long count(Sought sought) throws SQLException {
        ProposalTable.Looked looked = looked(sought);
        return view.ask(sql -> ProposalTable.count(sql, looked));
    }

    private ProposalTable.Looked looked(Sought sought) throws SQLException {
        String text = sought.text.strip();
        return new ProposalTable.Looked(
                sought.supplier, text, text.isEmpty() ? "" : inventory.books().idOf(text), sought.state);
    }

    /** What was decided last and is not on its way any more, the newest first. */
    public List<Proposed> decided(int limit) throws SQLException {
        return view.ask(sql -> {
            try (ItemBooks books = inventory.itemBooks()) {
                Serving serving = new Serving(sql, books);
                List<Proposed> rows = new ArrayList<>();
                for (Proposed row : ProposalTable.decided(sql, limit)) {
                    Proposed now = serving.upToDate(row);
                    if (now.fate().state() != State.ACCEPTED) {
                        rows.add(now);
                    }
                }
                return rows.subList(0, Math.min(limit, rows.size()));
            }
        });
    }

    /** The suppliers of whom something is proposed or on its way, in their order; one without a name is empty. */
    public List<String> suppliers() throws SQLException {
        return view.ask(ProposalTable::suppliers);
    }

    /** Takes down what somebody decided. The stage completes when that is on disk; the same again is answered like the first time. */
    public CompletionStage<Verdict> decide(String id, Choice choice) throws SQLException {
        return deciding.decide(id, choice);
    }

    /** What is being computed is given up. */
    @Override
    public void close() {
        nights.close();
    }
}
