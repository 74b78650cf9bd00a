package io.tidegate.gateway.ordering;

import io.tidegate.gateway.inventory.Days;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.ItemBooks;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.StateChange;
import io.tidegate.gateway.replenishment.Policy;
import io.tidegate.gateway.replenishment.ServiceLevel;
import io.tidegate.site.OrderSettings;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockCounter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.tinylog.Logger;

/**
 * Goes through all items once, and puts what is proposed in the place of what was, all of it in one commit: who is
 * interrupted has changed nothing. Used by one thread at a time.
 */
final class Night {

    /** So many days of sales are read; before, it was another shop. */
    private static final int DAYS = 730;

    /** What was decided before is forgotten, unless it is still on its way. */
    private static final Period KEPT = Period.ofYears(2);

    private static final int IDS_AT_ONCE = 500;

    /** Kept in memory until all are there; items behind them are proposed when some of these are decided. */
    static final int PROPOSALS_MAX = 5_000;

    private final Journal journal;
    private final Inventory inventory;
    private final ZoneId zone;
    private final Policy policy;
    private final List<StockCounter> counters;

    Night(SiteFile site, Journal journal, Inventory inventory) {
        OrderSettings settings = site.stock().orders();
        this.journal = journal;
        this.inventory = inventory;
        this.zone = site.site().timezone();
        this.policy = new Policy(new ServiceLevel(settings.serviceLevel()), settings.review(), settings.cover());
        this.counters = site.stock().counters();
    }

    /** Is told how many of the items were looked at. */
    @FunctionalInterface
    interface Progress {
        void looked(int done, int items);
    }

    /** What has been found until now. */
    private static final class Found {
        final List<Reckoning.Looked> looked = new ArrayList<>();
        final List<String> failed = new ArrayList<>();
        int items;
        int proposals;

        void add(Reckoning.Looked one) {
            boolean proposes = one.proposed().isPresent() && proposals < PROPOSALS_MAX;
            proposals += proposes ? 1 : 0;
            if (proposes || !one.settled().isEmpty() || !one.daysOut().isEmpty()) {
                looked.add(one);
            }
        }
    }

    /** @throws InterruptedException when the thread is to stop; nothing has changed then */
    Run run(Progress progress) throws SQLException, InterruptedException {
        Instant started = inventory.moment();
        Found found = new Found();
        try (ItemBooks books = inventory.itemBooks();
                Connection reader = journal.openReader();
                Sql proposals = new Sql(reader)) {
            LocalDate today = LocalDate.ofInstant(started, zone);
            Reckoning.Rules rules = new Reckoning.Rules(policy, zone, Days.before(today, DAYS, zone), made());
            Reckoning reckoning = new Reckoning(books, proposals, rules, started);
            int items = (int) books.count();
            List<String> ids = books.ids("", IDS_AT_ONCE);
            while (!ids.isEmpty()) {
                for (String id : ids) {
                    look(reckoning, id, found);
                    progress.looked(found.items, Math.max(items, found.items));
                }
                ids = books.ids(ids.getLast(), IDS_AT_ONCE);
            }
        }
        Run run = new Run(started, inventory.moment(), found.items, found.proposals, found.failed.size());
        write(Sql.writing(sql -> write(sql, run, found)));
        return run;
    }

    /** The site file may name it by a code. */
    private Set<String> made() throws SQLException {
        Set<String> made = new HashSet<>();
        for (StockCounter counter : counters) {
            made.add(inventory.books().idOf(counter.item()));
        }
        return made;
    }

    private static void look(Reckoning reckoning, String id, Found found) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        found.items++;
        try {
            found.add(reckoning.look(id));
        } catch (SQLException | IllegalArgumentException unfit) {
            if (found.failed.isEmpty()) {
                Logger.warn("What to order of '{}' cannot be computed: {}", id, unfit.getMessage());
            }
            found.failed.add(id);
        }
    }

    private static void write(Sql sql, Run run, Found found) throws SQLException {
        long number = run.started().toEpochMilli();
        int proposals = 0;
        for (Reckoning.Looked each : found.looked) {
            if (each.proposed().isPresent() && proposals++ < PROPOSALS_MAX) {
                ProposalTable.propose(sql, each.proposed().get(), each.known(), number);
            }
            for (Deliveries.Served served : each.settled()) {
                ProposalTable.received(sql, served.order().id(), served);
            }
            for (var ignored : each.daysOut().entrySet()) {
                ProposalTable.daysOut(sql, ignored.getKey(), ignored.getValue());
            }
        }
        for (String id : found.failed) {
            ProposalTable.keep(sql, id, number);
        }
        ProposalTable.forget(
                sql, number, run.started().atZone(ZoneId.of("UTC")).minus(KEPT).toInstant());
        ProposalChanges.trim(sql);
        RunTable.ran(sql, run);
    }

    private void write(StateChange change) throws SQLException, InterruptedException {
        try {
            journal.changeNow(change).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new SQLException("what to order cannot be kept: " + e.getMessage(), e);
        }
    }
}
