package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Level;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Reversal;
import io.tidegate.observation.Stock;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings some entries into the ledger's tables, in one transaction. Used once, by the journal's thread. */
final class LedgerEntries {

    private final Sql sql;
    private final Levels levels;
    private final Meanings meanings;

    /** Where a sum is not enough. */
    private final Set<Place> unsettled = new LinkedHashSet<>();

    LedgerEntries(Sql sql) {
        this.sql = sql;
        this.levels = new Levels(sql);
        this.meanings = new Meanings(sql);
    }

    void take(List<Entry> entries) throws SQLException {
        for (Entry entry : entries) {
            if (entry.observation() instanceof Stock stock) {
                take(entry.position(), stock);
            }
        }
        levels.write();
        for (Place place : unsettled) {
            levels.settle(place);
        }
    }

    private void take(long position, Stock stock) throws SQLException {
        switch (stock) {
            case Movement movement -> book(position, movement);
            case Reversal reversal -> reverse(position, reversal);
            case Level level -> announced(level);
            case CatalogueItem known -> know(position, known);
        }
    }

    /** Whatever moved before it is written first, since it sets another column of the same row. */
    private void announced(Level level) throws SQLException {
        levels.write();
        levels.announced(level);
    }

    private void book(long position, Movement movement) throws SQLException {
        Booked booked = meanings.booked(movement.goods());
        Line line = new Line(position, movement, booked.item(), false);
        if (Lines.add(sql, line, booked.known())) {
            Lots.note(sql, booked.item(), movement);
            boolean reversed = Lines.isReversed(sql, movement.id());
            for (Effect effect : Effect.of(movement, booked, reversed)) {
                take(effect);
            }
        }
    }

    private void take(Effect effect) throws SQLException {
        Effects.add(sql, effect);
        if (!levels.moved(effect)) {
            unsettled.add(effect.place());
        }
    }

    private void reverse(long position, Reversal reversal) throws SQLException {
        boolean again = Lines.isReversed(sql, reversal.reverses());
        if (!Lines.add(sql, new Line(position, reversal, "", false), true) || again) {
            return;
        }
        Optional<Line> line = Lines.find(sql, reversal.reverses());
        if (line.isPresent() && line.get().booking() instanceof Movement movement) {
            for (Effect effect : Effects.of(sql, movement, line.get().item())) {
                Effects.reverse(sql, effect);
                if (effect.counted() || !levels.moved(effect.undone())) {
                    unsettled.add(effect.place());
                }
            }
        }
    }

    /** Whatever was booked under a code that now means the item is the item's from now on. */
    private void know(long position, CatalogueItem known) throws SQLException {
        if (!CatalogueTables.put(sql, position, known)) {
            return;
        }
        meanings.forget();
        for (Naming naming : CatalogueTables.namings(known.item())) {
            for (Line line : Lines.unknown(sql, naming.code())) {
                rename((Movement) line.booking(), line.reversed(), naming);
            }
        }
    }

    private void rename(Movement movement, boolean reversed, Naming naming) throws SQLException {
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
            take(effect);
        }
        Lines.name(sql, movement.id(), naming.item().id());
    }
}
