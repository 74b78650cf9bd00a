package io.tidegate.gateway.journal;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * What the journal's thread does between groups: brings projections on, lets go of old entries, saves cursors, looks
 * for room. A chore that fails keeps no other from its turn, and is tried again. Used by the journal's thread only.
 */
final class Housekeeping {

    private static final long REST_MIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A disk that stays full over a weekend must not be worn by trying. */
    private static final long REST_MAX_NANOS = TimeUnit.SECONDS.toNanos(5);

    private interface Chore {
        void run() throws SQLException;
    }

    private final Store store;
    private final Cursors cursors;
    private final Projections projections;
    private final Retention retention;
    private final Headroom headroom;
    private final CursorSaving saving;
    private final Set<String> failing = new HashSet<>();
    private boolean more;
    private boolean refused;
    private long restNanos = REST_MIN_NANOS;
    private long nextAt = System.nanoTime();

    Housekeeping(Store store, Cursors cursors, Projections projections, Retention retention, Headroom headroom) {
        this.store = store;
        this.cursors = cursors;
        this.projections = projections;
        this.retention = retention;
        this.headroom = headroom;
        this.saving = new CursorSaving(cursors, System::nanoTime);
    }

    /** What of it goes along with groups. */
    List<Rider> riders() {
        return List.of(saving, projections, headroom);
    }

    /** Each chore gets a turn. True when there is more to do at once. */
    boolean step(ClockState.Stamp now) {
        if (System.nanoTime() - nextAt < 0) {
            return false;
        }
        more = false;
        refused = false;
        keep("times set right", () -> store.times().settle(store, now));
        keep("projections", () -> more |= projections.step(store));
        keep("damage", () -> store.damage().keep(store));
        keep("retention", () -> more |= retention.step(store, cursors, now));
        keep("cursors", () -> saving.aloneWhenDue(store));
        keep("headroom", headroom::look);
        if (!refused) {
            store.trouble().unsuspected();
        }
        rest();
        return more && !refused;
    }

    private void rest() {
        restNanos = refused ? Math.min(2 * restNanos, REST_MAX_NANOS) : REST_MIN_NANOS;
        if (refused) {
            nextAt = System.nanoTime() + restNanos;
        }
    }

    /** Cursors, before the end. */
    void end() {
        try {
            cursors.rest();
            saving.now(store);
        } catch (SQLException e) {
            store.rollback();
            Logger.warn(
                    "Cursors could not be saved ({}); some entries will be sent again after a restart", e.getMessage());
        }
    }

    private void keep(String name, Chore chore) {
        try {
            chore.run();
            failing.remove(name);
        } catch (SQLException e) {
            store.rollback();
            if (DiskTrouble.mayPass(e)) {
                refused = true;
                store.trouble().suspected(e);
            } else if (!DiskTrouble.isDamage(e) && failing.add(name)) {
                // Damage has been told by who met it.
                Logger.error(e, "The journal's housekeeping ({}) fails, and is tried again. Please report this", name);
            }
        }
    }
}
