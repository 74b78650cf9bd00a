package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Applies projections behind the journal, a slice at a time, each slice and its cursor in one transaction. Registered
 * from any thread; {@link #step} is for the journal's thread.
 */
final class Projections {

    /** Their cursors stand among the readers' under this prefix. */
    static final String CURSOR = "projection/";

    /** About 5 ms of work, so that no acknowledgement waits longer for a rebuild. */
    private static final int SLICE_ENTRIES = 2_000;

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final class Running {
        final Projection projection;
        long notBefore = System.nanoTime();
        boolean failing;

        Running(Projection projection) {
            this.projection = projection;
        }

        String cursor() {
            return CURSOR + projection.name();
        }
    }

    private final List<Running> running = new CopyOnWriteArrayList<>();
    private final Damage damage;

    Projections(Damage damage) {
        this.damage = damage;
    }

    void add(Projection projection) {
        running.add(new Running(projection));
    }

    void step(Store store, Cursors cursors) throws SQLException {
        for (Running each : running) {
            if (cursors.done(each.cursor()) < store.last() && System.nanoTime() - each.notBefore >= 0) {
                slice(each, store, cursors);
            }
        }
    }

    private void slice(Running each, Store store, Cursors cursors) throws SQLException {
        List<Entry> entries = Blocks.after(store.connection(), cursors.done(each.cursor()), SLICE_ENTRIES, damage);
        long upTo = entries.size() < SLICE_ENTRIES
                ? store.last()
                : entries.getLast().position();
        try {
            if (!entries.isEmpty()) {
                each.projection.apply(entries, store.connection());
            }
            Cursors.write(store.connection(), each.cursor(), upTo, 0);
            store.connection().commit();
        } catch (SQLException e) {
            store.rollback();
            if (Store.isDisk(e)) {
                throw e;
            }
            failed(each, e);
            return;
        }
        cursors.advance(each.cursor(), upTo);
        cursors.saved(Map.of(each.cursor(), upTo));
        each.failing = false;
        if (upTo == store.last()) {
            each.notBefore = System.nanoTime() + each.projection.lag().toNanos();
        }
    }

    private static void failed(Running each, SQLException e) {
        if (!each.failing) {
            Logger.error(
                    e, "'{}' cannot be brought up to date; the rest goes on, and I try again", each.projection.name());
        }
        each.failing = true;
        each.notBefore = System.nanoTime() + RETRY_NANOS;
    }
}
