package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** A change of the gateway's own state, such as a retained message, that rides in the next group's commit. */
@FunctionalInterface
public interface StateChange {

    /** Runs on the journal's thread, possibly again when the commit failed (a full disk). No call out of the process. */
    void apply(Connection transaction) throws SQLException;
}
