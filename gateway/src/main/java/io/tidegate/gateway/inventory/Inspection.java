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

    /** From here on one of each line is told: where all lines are wrong, they must not fill the memory. */
    private static final int PROBLEMS_MANY = 10_000;

    /** What a table does is shown of so many items. */
    private static final int DIFFERENCES_MAX = 50;

    private final Foreseen foreseen;
    private final List<Row> rows = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int leftOut;

    /** What was asked for already, by the ids. */
    private final Map<String, Optional<CatalogueItem>> before = new HashMap<>();

    Inspection(Foreseen foreseen) {
        this.foreseen = foreseen;
    }

    Inspection of(SheetReader.Sheet sheet, Unknown unknown) throws SQLException {
        problems.addAll(sheet.problems());
        Matching matching = new Matching(foreseen, this::item);
        List<Row> made = new ArrayList<>();
        while (!sheet.rows().isEmpty()) {
            row(sheet.rows().removeFirst(), matching, unknown).ifPresent(made::add);
        }
        return of(made);
    }

    private Optional<Row> row(SheetRow said, Matching matching, Unknown unknown) throws SQLException {
        try {
            Optional<Item> meant = matching.item(said);
            if (meant.isEmpty() && unknown == Unknown.SKIP && matching.isStranger(said)) {
                leftOut++;
                return Optional.empty();
            }
            SheetItem.Read read = SheetItem.read(said, meant);
            tell(said.line(), read.problems());
            return read.row();
        } catch (IllegalArgumentException unfit) {
            List<String> told = new ArrayList<>(List.of(String.valueOf(unfit.getMessage())));
            told.addAll(SheetItem.wrongCells(said));
            tell(said.line(), told);
            return Optional.empty();
        }
    }

    private void tell(long line, List<String> told) {
        told.stream()
                .limit(problems.size() < PROBLEMS_MANY ? told.size() : 1)
                .forEach(each -> problems.add(new Problem(line, each)));
    }

    Inspection of(List<Row> made) throws SQLException {
        List<Row> sound = new ArrayList<>();
        for (Row row : made) {
            List<String> slips = Soundness.slips(row.item(), item(row.item().id()), row.meant());
            tell(row.line(), slips);
            if (slips.isEmpty()) {
                sound.add(row);
            }
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

    /** @param differences whether they are told, too */
    Catalogue.Import summary(List<Item> changes, boolean differences) {
        int added =
                (int) changes.stream().filter(item -> before(item).isEmpty()).count();
        List<Difference> all = changes.stream()
                .map(item -> new Difference(before(item).map(CatalogueItem::item), item))
                .toList();
        return new Catalogue.Import(
                added,
                changes.size() - added,
                rows.size() - changes.size(),
                leftOut,
                Loss.of(all),
                problems(),
                differences
                        ? all.stream()
                                .sorted(Difference.GREATEST_LEAP_FIRST)
                                .limit(DIFFERENCES_MAX)
                                .toList()
                        : List.of());
    }
}
