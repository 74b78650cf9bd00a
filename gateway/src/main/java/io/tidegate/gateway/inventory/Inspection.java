package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Catalogue.Problem;
import io.tidegate.gateway.inventory.SheetRow.Row;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at rows beside what the catalogue has: which items come of them, and every problem. Used by one thread, for one
 * table.
 */
final class Inspection {

    private final Foreseen foreseen;
    private final List<Row> rows = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** What was asked for already, by the ids. */
    private final Map<String, Optional<CatalogueItem>> before = new HashMap<>();

    Inspection(Foreseen foreseen) {
        this.foreseen = foreseen;
    }

    Inspection of(SheetReader.Sheet sheet) throws SQLException {
        problems.addAll(sheet.problems());
        Matching matching = new Matching(foreseen, this::item);
        List<Row> made = new ArrayList<>();
        while (!sheet.rows().isEmpty()) {
            SheetRow said = sheet.rows().removeFirst();
            try {
                made.add(said.of(matching.item(said)));
            } catch (IllegalArgumentException unfit) {
                problems.add(new Problem(said.line(), String.valueOf(unfit.getMessage())));
            }
        }
        return of(made);
    }

    Inspection of(List<Row> made) throws SQLException {
        List<Row> sound = new ArrayList<>();
        for (Row row : made) {
            Soundness.slip(row.item(), item(row.item().id()), row.meant())
                    .ifPresentOrElse(slip -> problems.add(new Problem(row.line(), slip)), () -> sound.add(row));
        }
        problems.addAll(Clashes.of(foreseen, sound, this::item));
        problems.sort(Comparator.comparingLong(Problem::line));
        rows.addAll(made);
        return this;
    }

    /** Looks again at what has been booked or decided meanwhile. */
    Inspection again() throws SQLException {
        problems.addAll(Clashes.of(foreseen, rows, this::item));
        return this;
    }

    private Optional<Item> item(String id) throws SQLException {
        Optional<CatalogueItem> item = before.get(id);
        if (item == null) {
            item = foreseen.known(id);
            before.put(id, item);
        }
        return item.map(CatalogueItem::item);
    }

    /** In the order of their lines. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    int rows() {
        return rows.size();
    }

    /** As it was known before the table. */
    Optional<CatalogueItem> before(Item item) {
        return before.getOrDefault(item.id(), Optional.empty());
    }

    /** The items that are otherwise than the catalogue has them. */
    List<Item> changes() {
        return rows.stream()
                .map(Row::item)
                .filter(item -> !Optional.of(item).equals(before(item).map(CatalogueItem::item)))
                .toList();
    }

    Catalogue.Import summary(List<Item> changes) {
        int added =
                (int) changes.stream().filter(item -> before(item).isEmpty()).count();
        List<Loss> lost = Loss.of(changes.stream()
                .map(item -> new Loss.Step(before(item).map(CatalogueItem::item), item))
                .toList());
        return new Catalogue.Import(added, changes.size() - added, rows.size() - changes.size(), lost, problems());
    }
}
