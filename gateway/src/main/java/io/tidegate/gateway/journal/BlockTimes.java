package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** What is known of the blocks' times beyond what stands in them. Used as each part says. */
record BlockTimes(Boots boots, Stretches stretches, Unsettled unsettled) {

    BlockTimes() {
        this(new Boots(), new Stretches(), new Unsettled());
    }

    /** Damage in this costs right times and quick searches, and no entry. */
    void load(Connection connection, Damage damage) throws SQLException {
        damage.sparing(Boots.TABLE, () -> boots.load(connection));
        damage.sparing(Stretches.TABLE, () -> stretches.load(connection));
    }

    /** When the program starts, perhaps not for the first time in this boot. */
    void resume(Connection connection, ClockState.Stamp now, long last) throws SQLException {
        unsettled.load(connection, stretches, boots, now);
        unsettled.look(now, last);
    }

    /** Sets times right that were recorded before the clock was, or gives up waiting for that. */
    void settle(Store store, ClockState.Stamp now) throws SQLException {
        unsettled.look(now, store.last());
        if (unsettled.isSetBy(now)) {
            store.damage().sparing(Boots.TABLE, () -> {
                Boots.board(store.connection(), now);
                store.commit();
            });
            store.rollback();
            boots.landed(now);
            unsettled.noted();
        }
    }
}
