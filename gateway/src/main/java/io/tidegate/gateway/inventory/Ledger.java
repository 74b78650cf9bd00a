package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Projection;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Level;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Reversal;
import io.tidegate.observation.Stock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger's tables, brought up to date in the very commit of each movement. Used by the journal's thread only.
 *
 * <p><b>What it holds:</b> {@link Lines}, each movement and reversal once, by its own id, for ever; {@link Effects}, what
 * each does to one lot at one location; {@link Levels}, what that comes to; and the catalogue ({@link CatalogueTables}).
 *
 * <p><b>The rules</b> make a level depend on the set of lines, and never on the order in which they arrived, so that
 * gateways which meet after a while agree:
 * <ul>
 *   <li>a line with an id that is there counts no second time;
 *   <li>a level is what was last counted, and all that moved after that moment; or all that moved;
 *   <li>what moved before a count, and is learnt of later, changes nothing: it was counted;
 *   <li>a count that names no lot counts all lots together: what is booked without a lot becomes the rest;
 *   <li>a reversed line counts as if it had never been, at the moment when it was;
 *   <li>lines of one moment have the order of their ids;
 *   <li>what is booked under a code that nobody knows is the item's once somebody has named it.
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
            Renewal.Table.small("catalogue_item", "id"),
            Renewal.Table.small("catalogue_code", "code"));

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
        try (Sql sql = new Sql(transaction)) {
            Set<Place> unsettled = new LinkedHashSet<>();
            for (Entry entry : entries) {
                if (entry.observation() instanceof Stock stock) {
                    take(sql, entry.position(), stock, unsettled);
                }
            }
            for (Place place : unsettled) {
                Levels.settle(sql, place);
            }
        }
    }

    private static void take(Sql sql, long position, Stock stock, Set<Place> unsettled) throws SQLException {
        switch (stock) {
            case Movement movement -> book(sql, position, movement, unsettled);
            case Reversal reversal -> reverse(sql, position, reversal, unsettled);
            case Level level -> Levels.announced(sql, level);
            case CatalogueItem known -> know(sql, position, known, unsettled);
        }
    }

    private static void book(Sql sql, long position, Movement movement, Set<Place> unsettled) throws SQLException {
        Booked booked = CatalogueTables.booked(sql, movement.goods());
        Lines.Line line = new Lines.Line(position, movement, booked.item(), false);
        if (Lines.add(sql, line, booked.known())) {
            Lots.note(sql, booked.item(), movement);
            boolean reversed = Lines.isReversed(sql, movement.id());
            for (Effect effect : Effect.of(movement, booked, reversed)) {
                take(sql, effect, unsettled);
            }
        }
    }

    private static void take(Sql sql, Effect effect, Set<Place> unsettled) throws SQLException {
        Effects.add(sql, effect);
        if (!Levels.moved(sql, effect)) {
            unsettled.add(effect.place());
        }
    }

    private static void reverse(Sql sql, long position, Reversal reversal, Set<Place> unsettled) throws SQLException {
        boolean again = Lines.isReversed(sql, reversal.reverses());
        if (!Lines.add(sql, new Lines.Line(position, reversal, "", false), true) || again) {
            return;
        }
        Optional<Lines.Line> line = Lines.find(sql, reversal.reverses());
        if (line.isPresent() && line.get().booking() instanceof Movement movement) {
            for (Effect effect : Effects.of(sql, movement, line.get().item())) {
                Effects.reverse(sql, effect);
                if (effect.counted() || !Levels.moved(sql, effect.undone())) {
                    unsettled.add(effect.place());
                }
            }
        }
    }

    /** Whatever was booked under a code that now means the item is the item's from now on. */
    private static void know(Sql sql, long position, CatalogueItem known, Set<Place> unsettled) throws SQLException {
        if (!CatalogueTables.put(sql, position, known)) {
            return;
        }
        for (Naming naming : CatalogueTables.namings(known.item())) {
            for (Lines.Line line : Lines.unknown(sql, naming.code())) {
                rename(sql, (Movement) line.booking(), line.reversed(), naming, unsettled);
            }
        }
    }

    private static void rename(Sql sql, Movement movement, boolean reversed, Naming naming, Set<Place> unsettled)
            throws SQLException {
        Booked before = new Booked(
                movement.goods().item(),
                movement.goods().amount().millionths(),
                movement.goods().amount().unit(),
                false);
        for (Effect effect : Effect.of(movement, before, reversed)) {
            Effects.remove(sql, effect);
            unsettled.add(effect.place());
        }
        Lots.note(sql, naming.item().id(), movement);
        for (Effect effect : Effect.of(movement, naming.bookAnyway(movement.goods()), reversed)) {
            take(sql, effect, unsettled);
        }
        Lines.name(sql, movement.id(), naming.item().id());
    }
}
