package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** A change of the gateway's own state, such as a retained message, that rides in the next group's commit. */
@FunctionalInterface
public interface StateChange {

    /**
     * Runs on the journal's thread. It says what shall be ("topic x holds y"), not what to add: when a commit fails it
     * runs again, even where the first try turns out to have reached the disk. No call out of the process. A change that
     * throws fails alone; the rest of its group is committed.
     */
    void apply(Connection transaction) throws SQLException;
}
