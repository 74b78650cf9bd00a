package io.tidegate.gateway.journal;

import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some of a group can never be written, however healthy the disk is. They fail alone: the others are written without
 * them. Used by the journal's thread only.
 */
final class Unwritable extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient IdentityHashMap<Waiting, Throwable> blamed = new IdentityHashMap<>();

    /** Writes one of the group alone into a transaction that is rolled back afterwards. */
    interface Trial {
        void of(Waiting one) throws SQLException;
    }

    /** Tries each alone, to find out because of whom the group failed. */
    Unwritable(Group group, RuntimeException failure, Trial trial) {
        super(String.valueOf(failure.getMessage()), failure);
        for (Waiting each : group.waiting()) {
            try {
                trial.of(each);
            } catch (SQLException | RuntimeException e) {
                blamed.put(each, e);
            }
        }
    }

    /** These need what is damaged. */
    Unwritable(List<Waiting> those, Exception damage) {
        super(damage.getMessage(), damage);
        those.forEach(each -> blamed.put(each, damage));
    }

    /** Who cannot be written, and why. Empty when it is nobody's fault but ours. */
    Map<Waiting, Throwable> blamed() {
        return blamed;
    }
}
