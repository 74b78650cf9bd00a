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

    /**
     * When the program starts, perhaps not for the first time in this boot.
     *
     * @param marks whether entries say that nobody has set their clock
     */
    void resume(Connection connection, ClockState.Stamp now, long last, boolean marks) throws SQLException {
        boots.mark(marks);
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
            landed(now);
        }
    }

    /** The same along with a group, so that nobody reads it before what came before it is set right. */
    void board(Connection transaction, ClockState.Stamp now, Damage damage) throws SQLException {
        if (unsettled.isSetBy(now)) {
            try {
                Boots.board(transaction, now);
            } catch (SQLException e) {
                if (DiskTrouble.isDamage(e)) {
                    damage.found(Boots.TABLE, e);
                    landed(now);
                }
                throw e;
            }
        }
    }

    /** It is on disk; or it cannot be, and times are right until the program ends. */
    void landed(ClockState.Stamp now) {
        if (unsettled.isSetBy(now)) {
            boots.landed(now);
            unsettled.noted();
        }
    }
}
