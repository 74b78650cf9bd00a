package io.tidegate.gateway.journal;

import java.sql.SQLException;

/**
 * What goes along with a group found its own table damaged, and does not go along the next time. The group is rolled back
 * and written again, since SQLite commits no transaction in which it has met damage, even where that was undone.
 */
final class SteppedAside extends Exception {

    private static final long serialVersionUID = 1L;

    SteppedAside(SQLException damage) {
        super(damage.getMessage(), damage);
    }
}
