package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Catalogue.Problem;
import io.tidegate.gateway.inventory.SheetRow.Row;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds items that would be made of themselves. Each recipe is followed once, however many items need it. Used by one
 * thread, for one table.
 */
final class Recipes {

    /** What a recipe means by an id or a code: the item's id; something that nobody has where there is none. */
    interface Meaning {

        String id(String text) throws SQLException;
    }

    /** An item on the way from where it began, and what of its recipe is still to be followed. */
    private record Step(String id, Iterator<Item.Part> parts) {}

    private final Map<String, Row> rows;
    private final Meaning meaning;
    private final Clashes.Known known;
    private final Set<String> followed = new HashSet<>();

    /** From where it began, the last on top. */
    private final Deque<Step> way = new ArrayDeque<>();

    private final Set<String> onTheWay = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param rows by their items' ids */
    Recipes(Map<String, Row> rows, Meaning meaning, Clashes.Known known) {
        this.rows = rows;
        this.meaning = meaning;
        this.known = known;
    }

    /** Of recipes that the catalogue does not have already. */
    List<Problem> circles(List<Row> begun) throws SQLException {
        for (Row row : begun) {
            if (isNew(row.item())) {
                step(row.item().id());
                follow();
            }
        }
        return problems;
    }

    private boolean isNew(Item item) throws SQLException {
        return !item.recipe().isEmpty()
                && known.item(item.id())
                        .filter(before -> before.recipe().equals(item.recipe()))
                        .isEmpty();
    }

    private void follow() throws SQLException {
        while (!way.isEmpty()) {
            Step last = way.getFirst();
            if (!last.parts.hasNext()) {
                onTheWay.remove(way.removeFirst().id);
            } else {
                String part = meaning.id(last.parts.next().item());
                if (onTheWay.contains(part)) {
                    circle(part);
                } else {
                    step(part);
                }
            }
        }
    }

    private void step(String id) throws SQLException {
        if (followed.add(id)) {
            Row row = rows.get(id);
            Optional<Item> item = row != null ? Optional.of(row.item()) : known.item(id);
            if (item.isPresent()) {
                way.addFirst(new Step(id, item.get().recipe().iterator()));
                onTheWay.add(id);
            }
        }
    }

    /** Tells the first of those between it and itself whose recipe is new. */
    private void circle(String again) throws SQLException {
        List<String> between = new ArrayList<>();
        for (Step step : way) {
            between.addFirst(step.id);
            if (step.id.equals(again)) {
                break;
            }
        }
        for (int at = 0; at < between.size(); at++) {
            Row row = rows.get(between.get(at));
            if (row != null && isNew(row.item())) {
                if (told.add(row.item().id())) {
                    problems.add(new Problem(row.line(), words(row.item().id(), between, at)));
                }
                return;
            }
        }
    }

    private static String words(String id, List<String> between, int at) {
        String next = between.get((at + 1) % between.size());
        return next.equals(id)
                ? "'" + id + "' is made of itself. Take it out of its recipe."
                : "'" + id + "' is made of '" + next + "', and that in the end of '" + id
                        + "'. Take one out of the other's recipe.";
    }
}
