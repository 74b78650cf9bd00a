package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Item;
import io.tidegate.observation.Level;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Reversal;
import io.tidegate.observation.Stock;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        addUp();
    }

    /** Lines that stand in their table, while what they do is nowhere yet. */
    void addUpAnew(List<Line> lines) throws SQLException {
        for (Line line : lines) {
            if (line.booking() instanceof Movement movement) {
                bookAs(meanings.booked(movement.goods()), movement, line);
            }
        }
        addUp();
    }

    private void addUp() throws SQLException {
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
        if (isAdded(new Line(position, movement, booked.item(), false), booked.known())) {
            Lots.note(sql, booked.item(), movement);
            boolean reversed = Lines.isReversed(sql, movement.id());
            for (Effect effect : Effect.of(movement, booked, reversed)) {
                take(effect);
            }
        }
    }

    /** Where two lines have one id only one of them counts, and the same one on every gateway. */
    private boolean isAdded(Line line, boolean known) throws SQLException {
        if (Lines.add(sql, line, known)) {
            return true;
        }
        Line there = Lines.find(sql, line.booking().id()).orElseThrow();
        int order = Line.FIRST.compare(line.booking(), there.booking());
        if (order == 0) {
            return false;
        }
        Conflicts.note(sql, order > 0 ? line : there);
        if (order > 0) {
            return false;
        }
        withdraw(there);
        return Lines.add(sql, line, known);
    }

    /** As if it had never been here. */
    private void withdraw(Line line) throws SQLException {
        Lines.remove(sql, line);
        switch (line.booking()) {
            case Movement movement -> {
                for (Effect effect : Effects.of(sql, movement, line.item())) {
                    Effects.remove(sql, effect);
                    unsettled.add(effect.place());
                }
                noteLotAnew(line.item(), movement);
            }
            case Reversal reversal -> {
                if (!Lines.isReversed(sql, reversal.reverses())) {
                    for (Effect effect : effectsOf(reversal.reverses())) {
                        Effects.reverse(sql, effect, false);
                        unsettled.add(effect.place());
                    }
                }
            }
        }
    }

    private void noteLotAnew(String item, Movement movement) throws SQLException {
        if (movement.goods().lot().isPresent() && movement.goods().expiry().isPresent()) {
            Lots.noteAnew(sql, item, movement.goods().lot().get());
        }
    }

    private List<Effect> effectsOf(String id) throws SQLException {
        Optional<Line> line = Lines.find(sql, id);
        return line.isPresent() && line.get().booking() instanceof Movement movement
                ? Effects.of(sql, movement, line.get().item())
                : List.of();
    }

    private void take(Effect effect) throws SQLException {
        Effects.add(sql, effect);
        if (!levels.moved(effect)) {
            unsettled.add(effect.place());
        }
    }

    private void reverse(long position, Reversal reversal) throws SQLException {
        Line line = new Line(position, reversal, "", false);
        if (!isAdded(line, true) || Lines.isReversed(sql, reversal.reverses(), line)) {
            return;
        }
        for (Effect effect : effectsOf(reversal.reverses())) {
            Effects.reverse(sql, effect, true);
            if (effect.counted() || !levels.moved(effect.undone())) {
                unsettled.add(effect.place());
            }
        }
    }

    /** Whatever was booked under a code is always booked for what it means by now. */
    private void know(long position, CatalogueItem known) throws SQLException {
        Optional<Item> before = CatalogueTables.item(sql, known.item().id());
        if (!CatalogueTables.put(sql, position, known)) {
            return;
        }
        meanings.forget();
        for (String code : changed(before, known.item())) {
            for (Line line : Lines.under(sql, code)) {
                bookAnew((Movement) line.booking(), line);
            }
        }
    }

    /** Ids and codes that may mean something else now: a new price changes no meaning, and an item has many lines. */
    private Set<String> changed(Optional<Item> before, Item now) throws SQLException {
        Set<String> codes = new LinkedHashSet<>();
        Stream.concat(before.stream(), Stream.of(now)).forEach(item -> {
            codes.add(item.id());
            item.codes().forEach(code -> codes.add(code.code()));
        });
        if (before.filter(item -> item.unit().equals(now.unit())
                        && item.packs().equals(now.packs())
                        && item.codes().equals(now.codes()))
                .isPresent()) {
            // Of two items that claim a code it is that of the one which said so last.
            for (String code : List.copyOf(codes)) {
                if (CatalogueTables.owners(sql, code).size() < 2) {
                    codes.remove(code);
                }
            }
        }
        return codes;
    }

    private void bookAnew(Movement movement, Line before) throws SQLException {
        for (Effect effect : Effects.of(sql, movement, before.item())) {
            Effects.remove(sql, effect);
            unsettled.add(effect.place());
        }
        Booked booked = meanings.booked(movement.goods());
        bookAs(booked, movement, before);
        noteLotAnew(before.item(), movement);
    }

    private void bookAs(Booked booked, Movement movement, Line line) throws SQLException {
        Lines.name(sql, movement.id(), booked);
        Lots.note(sql, booked.item(), movement);
        for (Effect effect : Effect.of(movement, booked, line.reversed())) {
            take(effect);
        }
    }
}
