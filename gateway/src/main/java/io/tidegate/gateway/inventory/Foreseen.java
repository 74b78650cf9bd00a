package io.tidegate.gateway.inventory;

import io.tidegate.codes.Codes;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What ledger and catalogue will say when all that is under way is on disk. It asks what is under way first: what goes from
 * there is in the tables already. Used by one thread, with one connection.
 */
record Foreseen(Sql sql, UnderWay underWay) {

    /** What was said of an item last. */
    Optional<CatalogueItem> known(String id) throws SQLException {
        Optional<CatalogueItem> waiting = underWay.item(id);
        return waiting.isPresent() ? waiting : CatalogueTables.known(sql, id);
    }

    Optional<Item> item(String id) throws SQLException {
        return known(id).map(CatalogueItem::item);
    }

    /** The ids of a few that have that name on disk: who writes a name has read it there. */
    List<String> called(String name) throws SQLException {
        return CatalogueTables.called(sql, name);
    }

    private Optional<Naming> waiting(String code) {
        return underWay.item(code)
                .map(change -> Naming.of(change.item()))
                .or(() -> underWay.owner(code).map(change -> named(change.item(), code)));
    }

    /** What somebody means who names an item. */
    Meant meant(Codes codes, String text, LocalDate today) throws SQLException {
        Optional<Naming> asItStands = waiting(text);
        if (asItStands.isPresent()) {
            return Meant.asItStands(text, asItStands.get());
        }
        Meant found = Meant.of(sql, codes, text, today);
        return waiting(found.code()).map(found::named).orElse(found);
    }

    private static Naming named(Item item, String code) {
        return item.codes().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .map(each -> new Naming(code, item, each.unit()))
                .orElseThrow();
    }

    /** The item to which a code belongs; empty where there is none. */
    String owner(String code) throws SQLException {
        Optional<CatalogueItem> waiting = underWay.owner(code);
        if (waiting.isPresent()) {
            return waiting.get().item().id();
        }
        String owner = CatalogueTables.owner(sql, code);
        boolean gone = underWay.item(owner)
                .filter(change -> !Soundness.has(change.item(), code))
                .isPresent();
        return gone ? "" : owner;
    }

    /** In which something is booked that the catalogue may not know; empty before anything of it is. */
    Optional<String> unit(String item) throws SQLException {
        Optional<String> waiting = underWay.unit(item);
        return waiting.isPresent() ? waiting : Levels.unit(sql, item);
    }

    boolean isBooked(String item) throws SQLException {
        return underWay.unit(item).isPresent()
                || sql.number("SELECT EXISTS (SELECT 1 FROM ledger_effect WHERE item = ?)", item) != 0;
    }

    /** What stands under an id, or will. */
    Optional<Draft> line(String id) throws SQLException {
        Optional<Draft> waiting = underWay.line(id);
        return waiting.isPresent() ? waiting : Lines.find(sql, id).map(Draft::of);
    }
}
