package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Projection;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Stock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's tables, brought up to date in the very commit of each movement. Used by the journal's thread only.
 *
 * <p><b>What it holds:</b> {@link Lines}, each movement and reversal once, by its own id, for ever; {@link Effects}, what
 * each does to one lot at one location; {@link Levels}, what that comes to; and the catalogue ({@link CatalogueTables}).
 *
 * <p><b>The rules</b> make a level depend on the set of lines, and never on the order in which they arrived, so that
 * gateways which meet after a while agree:
 * <ul>
 *   <li>a line with an id that is there counts no second time; where it says something else, one of the two counts
 *       ({@link Conflicts});
 *   <li>a level is what was last counted, and all that moved after that moment; or all that moved;
 *   <li>what moved before a count, and is learnt of later, changes nothing: it was counted;
 *   <li>a count that names no lot counts all lots together: what is booked without a lot becomes the rest;
 *   <li>a reversed line counts as if it had never been, at the moment when it was;
 *   <li>lines of one moment have the order of their ids;
 *   <li>what is booked under a code is the item's to which the catalogue gave that code last, once there is one.
 * </ul>
 */
final class Ledger implements Projection {

    static final String NAME = "ledger";

    /** Looked at before it is opened: what is damaged is made anew from what can be read. */
    static final List<Renewal.Table> TABLES = List.of(
            Renewal.Table.large("ledger_line", "position"),
            Renewal.Table.large("ledger_effect", "item", "location", "lot", "at", "id"),
            Renewal.Table.small("ledger_level", "item", "location", "lot"),
            Renewal.Table.small("ledger_lot", "item", "lot"),
            Renewal.Table.small("ledger_conflict", "position"),
            Renewal.Table.small("ledger_name", "rowid"),
            Renewal.Table.small("catalogue_item", "id"),
            Renewal.Table.small("catalogue_code", "code", "item"));

    /** Prepared once for a connection, which closes them with itself: to prepare them took longer than to book a sale. */
    private @Nullable Sql statements;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration lag() {
        return Duration.ZERO;
    }

    @Override
    public boolean concerns(Observation seen) {
        return seen instanceof Stock;
    }

    @Override
    public void prepare(Connection transaction) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            Lines.create(sql);
            Effects.create(sql);
            Levels.create(sql);
            Conflicts.create(sql);
            Mark.create(sql);
            Lots.create(sql);
            CatalogueTables.create(sql);
        }
    }

    /** Removes all of it, to be made anew from the journal. */
    static void drop(Connection transaction) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            for (Renewal.Table table : TABLES) {
                sql.change("DROP TABLE IF EXISTS " + table.name());
            }
        }
    }

    @Override
    public void apply(List<Entry> entries, Connection transaction) throws SQLException {
        if (statements == null || !statements.isOn(transaction)) {
            statements = new Sql(transaction);
        }
        new LedgerEntries(statements).take(entries);
    }
}
