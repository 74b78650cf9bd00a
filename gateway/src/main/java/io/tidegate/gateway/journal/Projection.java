package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * State derived from the journal. It moves in the same transaction as its cursor, so that nothing counts twice. The
 * journal's thread applies it along with a group's commit, or between groups in slices of a few milliseconds.
 */
public interface Projection {

    /** Its cursor's name; also the prefix of its tables. */
    String name();

    /** Those that are looked at before it is prepared: what is damaged is made anew from what can be read. */
    default List<Renewal.Table> tables() {
        return List.of();
    }

    /** Creates or migrates its tables, in some group's transaction; again where that fails. Before anything is applied. */
    void prepare(Connection transaction) throws SQLException;

    /** Takes the next entries into account: positions rising, each exactly once. No call out of the process. */
    void apply(List<Entry> entries, Connection transaction) throws SQLException;

    /** All up to that entry is taken into account, and on disk; not called for each. Must be quick. */
    default void reached(long position) {}

    /** Whether the entry can change anything for it. A group in which none can is not read for it. Must be quick. */
    default boolean concerns(Observation seen) {
        return true;
    }

    /** Whether it sums up by time, and so rather waits a while for a clock that is not set yet. */
    default boolean needsSettledTimes() {
        return false;
    }

    /** How long entries may wait for each other before they are applied, since each commit wears the disk. */
    Duration lag();
}
