package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Projection;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Stock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The ledger's tables, brought up to date in the very commit of each movement. Used by the journal's thread only.
 *
 * <p><b>What it holds:</b> {@link Lines}, each movement and reversal once, by its own id, for ever; {@link Effects}, what
 * each does to one lot at one location; {@link Levels}, what that comes to; and the catalogue ({@link CatalogueTables}).
 *
 * <p><b>The rules</b> make a level depend on the set of lines, and never on the order in which they arrived, so that
 * gateways which meet after a while agree:
 * <ul>
 *   <li>a line with an id that is there counts no second time; where it says something else, one of the two counts
 *       ({@link Conflicts});
 *   <li>a level is what was last counted, and all that moved after that moment; or all that moved;
 *   <li>what moved before a count, and is learnt of later, changes nothing: it was counted;
 *   <li>a count that names no lot counts all lots together: what is booked without a lot becomes the rest;
 *   <li>a reversed line counts as if it had never been, at the moment when it was;
 *   <li>lines of one moment have the order of their ids;
 *   <li>what is booked under a code is the item's to which the catalogue gave that code last, once there is one.
 * </ul>
 */
final class Ledger implements Projection {

    static final String NAME = "ledger";

    static final String STUCK =
            "The stock cannot be brought up to date, so nothing is booked. Restart the gateway, which mends"
                    + " what it can, and look at its log.";

    static final String BEHIND =
            "The stock is being added up from the journal, so nothing is booked yet. It takes some minutes at most; nothing"
                    + " is lost.";

    /** Prepared once for a connection, which closes them with itself: to prepare them took longer than to book a sale. */
    private @Nullable Sql statements;

    /** So long the program waits for the ledger before it opens the doors; made anew, it takes minutes. */
    private static final Duration OPEN_WAIT_MAX = Duration.ofSeconds(2);

    /** The journal's newest entry when the program started, up to which nothing is answered by the ledger before it has it. */
    private final long begin;

    private final CompletableFuture<Void> whole = new CompletableFuture<>();
    private final AtomicLong reached = new AtomicLong();
    private volatile boolean stuck;
    private volatile long unbooked;

    /** Brings the ledger up to date from now on. */
    static Ledger open(Journal journal) throws SQLException, InterruptedException {
        Salvage.ofDamaged(journal);
        Ledger ledger = new Ledger(journal.lastPosition());
        journal.project(ledger);
        try (Connection reader = journal.openReader()) {
            ledger.reached(journal.appliedTo(reader, NAME));
        }
        try {
            ledger.whole.get(OPEN_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            Logger.info("The stock is brought up to date; until then nothing is booked");
        }
        return ledger;
    }

    /** @param begin what comes after it is taken in the very commit that brings it */
    Ledger(long begin) {
        this.begin = begin;
    }

    @Override
    public void reached(long position) {
        reached.accumulateAndGet(position, Math::max);
        if (position >= begin) {
            whole.complete(null);
        }
    }

    /** All up to that entry is in it; else its levels are none that anybody should hear of. From any thread. */
    boolean has(long position) {
        return reached.get() >= position;
    }

    /** Why nobody knows what a new line would repeat, in words for staff. From any thread. */
    Optional<String> trouble() {
        if (stuck) {
            return Optional.of(STUCK);
        }
        return whole.isDone() ? Optional.empty() : Optional.of(BEHIND);
    }

    /** How many entries wait for a newer program. From any thread. */
    long unbooked() {
        return unbooked;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration lag() {
        return Duration.ZERO;
    }

    @Override
    public boolean concerns(Observation seen) {
        return seen instanceof Stock;
    }

    @Override
    public void prepare(Connection transaction) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            create(sql);
            unbooked = Unbooked.again(transaction, sql);
        }
    }

    static void create(Sql sql) throws SQLException {
        Lines.create(sql);
        Effects.create(sql);
        Levels.create(sql);
        Conflicts.create(sql);
        Mark.create(sql);
        Lots.create(sql);
        CatalogueTables.create(sql);
        Unbooked.create(sql);
    }

    @Override
    public void apply(List<Entry> entries, Connection transaction) throws SQLException {
        try {
            book(entries, transaction);
            stuck = false;
        } catch (SQLException | RuntimeException failure) {
            stuck = !Sql.mayPass(failure);
            throw failure;
        }
    }

    private void book(List<Entry> entries, Connection transaction) throws SQLException {
        Sql sql = statements;
        if (sql == null || !sql.isOn(transaction)) {
            sql = new Sql(transaction);
            statements = sql;
        }
        Savepoint before = transaction.setSavepoint();
        try {
            new LedgerEntries(sql).take(entries);
        } catch (SQLException | RuntimeException mistake) {
            if (Sql.isOfDisk(mistake)) {
                throw mistake;
            }
            transaction.rollback(before);
            unbooked = Unbooked.oneByOne(entries, transaction, sql);
        }
        transaction.releaseSavepoint(before);
    }
}
