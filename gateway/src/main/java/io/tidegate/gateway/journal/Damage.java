package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.tinylog.Logger;

/** Remembers what was found damaged, so that each place is told and counted once. Safe from any thread. */
final class Damage {

    /** More than these are neither told nor counted: a card in that state needs replacing, not a list. */
    private static final int REMEMBERED_MAX = 1_000;

    /** In front of a projection's name, among the counters that are kept. */
    private static final String COUNTER = "damage/";

    /** What is done with a table. */
    interface Look {
        void run() throws SQLException;
    }

    private final Set<Long> firstPositions = ConcurrentHashMap.newKeySet();
    private final Set<String> tables = ConcurrentHashMap.newKeySet();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final Set<String> toKeep = ConcurrentHashMap.newKeySet();

    void found(long first, long last, String reason) {
        if (firstPositions.size() < REMEMBERED_MAX && firstPositions.add(first)) {
            Logger.error(
                    "The journal's entries {} to {} are damaged on disk and are left out: {}. The rest is readable."
                            + " Replace the SD card or disk soon.",
                    first,
                    last,
                    reason);
        }
    }

    /** A table other than that of the entries: what is in it may be old or missing, and the rest goes on without it. */
    void found(String table, Exception damage) {
        if (tables.add(table)) {
            Logger.error(
                    damage,
                    "The journal's table of {} is damaged on disk. The rest goes on without it. Keep a copy of the data"
                            + " folder, and replace the SD card or disk soon.",
                    table);
        }
    }

    /** Looks into a table that the rest can do without. False where it is damaged. */
    boolean sparing(String table, Look look) throws SQLException {
        try {
            look.run();
            return true;
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            found(table, e);
            return false;
        }
    }

    /** Waits until a change of such a table is on disk. False where it cannot be, since the table is damaged. */
    boolean sparing(String table, CompletionStage<Void> change) {
        try {
            change.toCompletableFuture().join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof SQLException cause && DiskTrouble.isDamage(cause)) {
                found(table, cause);
                return false;
            }
            throw e;
        }
    }

    /** The same of a projection's, which is told again after a restart until {@link #forget}. */
    void foundBy(String projection, Exception damage) {
        found(projection, damage);
        if (kept.add(projection)) {
            toKeep.add(projection);
        }
    }

    /** Writes down which projections have met damage since the last time. Used by the journal's thread. */
    void keep(Store store) throws SQLException {
        if (toKeep.isEmpty()) {
            return;
        }
        List<String> met = List.copyOf(toKeep);
        try {
            for (String projection : met) {
                Schema.count(store.connection(), COUNTER + projection, 1);
            }
            store.commit();
        } catch (SQLException e) {
            if (DiskTrouble.isDamage(e)) {
                found(Footprint.COUNTERS, e);
                met.forEach(toKeep::remove);
            }
            throw e;
        }
        met.forEach(toKeep::remove);
    }

    /** Whether a projection has met damage, also in an earlier run; also where nobody can tell. */
    boolean isKept(Connection reader, String projection) throws SQLException {
        boolean[] kept = {true};
        sparing(
                Footprint.COUNTERS,
                () -> kept[0] =
                        Schema.number(reader, "SELECT value FROM counter WHERE name = '" + COUNTER + projection + "'")
                                > 0);
        return kept[0];
    }

    /** In the open transaction: the projection's tables are sound. */
    static void forget(Connection transaction, String projection) throws SQLException {
        Schema.count(transaction, COUNTER + projection, 0);
    }

    long places() {
        return (long) firstPositions.size() + tables.size();
    }
}
