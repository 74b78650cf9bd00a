package io.tidegate.gateway.journal;

import io.tidegate.observation.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * State that goes to disk along with a group, since a commit of its own would wear the disk. Called by the journal's
 * thread only.
 */
interface Rider {

    /**
     * Puts into the transaction what is due. A commit that fails is tried again, and then this is called again. One that
     * finds its own table damaged throws, and does not board the next time.
     *
     * @param group the entries that the transaction brings
     * @param last the position of the newest entry in the transaction
     */
    void board(Connection transaction, List<Observation> group, long last) throws SQLException;

    /** The transaction in which it boarded last is on disk. */
    void landed();
}
