package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Catalogue.Problem;
import io.tidegate.gateway.inventory.SheetRow.Row;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with items beside each other, and beside those that the catalogue has. What the catalogue has already is
 * let be: gateways that were apart may both have named a code. Used by one thread, for one table.
 */
final class Clashes {

    /** What the catalogue will have when all that is under way is on disk. */
    interface Known {

        Optional<Item> item(String id) throws SQLException;
    }

    private final Foreseen foreseen;
    private final Known known;
    private final Map<String, Row> ids = new HashMap<>();
    private final Map<String, Row> codes = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Clashes(Foreseen foreseen, Known known) {
        this.foreseen = foreseen;
        this.known = known;
    }

    /**
     * What no single line shows: ids and codes that two have, items that are made of themselves, and units that would make
     * booked stock mean another.
     */
    static List<Problem> of(Foreseen foreseen, List<Row> rows, Known known) throws SQLException {
        Clashes clashes = new Clashes(foreseen, known);
        for (Row row : rows) {
            Row first = clashes.ids.putIfAbsent(row.item().id(), row);
            if (first != null) {
                clashes.add(row, "'" + row.item().id() + "' stands in line " + first.line() + " too. Keep one.");
            }
        }
        for (Row row : rows) {
            Optional<Item> before = known.item(row.item().id());
            for (Item.Code code : row.item().codes()) {
                clashes.code(row, code.code(), before);
            }
            if (before.isEmpty()) {
                clashes.id(row);
            } else {
                clashes.unit(row, before.get());
            }
        }
        clashes.problems.addAll(new Recipes(clashes.ids, clashes::meant, known).circles(rows));
        return clashes.problems;
    }

    private void add(Row row, String problem) {
        problems.add(new Problem(row.line(), problem));
    }

    private void code(Row row, String code, Optional<Item> before) throws SQLException {
        boolean isNew = before.stream().noneMatch(item -> Soundness.has(item, code));
        String id = row.item().id();
        Row other = codes.putIfAbsent(code, row);
        if (other != null && !other.item().id().equals(id)) {
            if (isNew || !hadBefore(other, code)) {
                add(
                        row,
                        "The code " + code + " belongs to '" + other.item().id() + "' in line " + other.line()
                                + " too. Keep one.");
            }
            return;
        }
        if (!isNew) {
            return;
        }
        unit(row.item(), code, foreseen.unit(code)).ifPresent(problem -> add(row, problem));
        if (code.equals(id)) {
            return;
        }
        String owner = foreseen.owner(code);
        if (!owner.isEmpty() && !owner.equals(id) && !ids.containsKey(owner)) {
            add(row, ofOther(code, owner));
        } else if (ids.containsKey(code) || known.item(code).isPresent()) {
            add(row, "The code " + code + " is the id of another item. Take it out here: an id is read like a code.");
        }
    }

    static String ofOther(String code, String owner) {
        return "The code " + code + " belongs to '" + owner
                + "' in the catalogue. Take it away from there first; or leave"
                + " the id empty, where that item is meant.";
    }

    static String isCode(String id, String owner) {
        return "'" + id + "' is a code of '" + owner + "'. Use that item's id.";
    }

    private boolean hadBefore(Row row, String code) throws SQLException {
        return known.item(row.item().id())
                .filter(item -> Soundness.has(item, code))
                .isPresent();
    }

    /**
     * Why a code cannot be the item's: so many kilograms are not so many pieces.
     *
     * @param booked the unit in which something was booked under the code before it was the item's
     */
    static Optional<String> unit(Item item, String code, Optional<String> booked) {
        return booked.filter(
                        unit -> !unit.equals(Amount.EACH) && item.unitsIn(unit).isEmpty())
                .map(unit -> "The code " + code + " was booked in '" + unit + "', and '" + item.id()
                        + "' is not kept in that. Keep" + " it in '" + unit + "', or give it a pack of that name.");
    }

    /** Of an item that is new. */
    private void id(Row row) throws SQLException {
        String id = row.item().id();
        unit(row.item(), id, foreseen.unit(id)).ifPresent(problem -> add(row, problem));
        String owner = foreseen.owner(id);
        if (!owner.isEmpty() && !owner.equals(id) && !ids.containsKey(owner)) {
            add(row, isCode(id, owner));
        }
    }

    private void unit(Row row, Item before) throws SQLException {
        Item item = row.item();
        if (before.unit().equals(item.unit())) {
            return;
        }
        if (foreseen.isBooked(item.id())) {
            add(
                    row,
                    "'" + item.id() + "' is kept in '" + before.unit()
                            + "', and has been booked in it. Make another item for '" + item.unit() + "'.");
        }
    }

    /** The id of what a recipe means by an id or a code. */
    private String meant(String text) throws SQLException {
        if (ids.containsKey(text) || known.item(text).isPresent()) {
            return text;
        }
        String code = Soundness.normal(text);
        Row row = codes.get(code);
        return row != null ? row.item().id() : foreseen.owner(code);
    }
}
