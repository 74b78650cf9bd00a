package io.tidegate.gateway.inventory;

import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the item that a row of a table means: by its id; where it says none, by a code that one item has. Used by one
 * thread, for one table.
 */
final class Matching {

    private final Foreseen foreseen;
    private final Clashes.Known known;

    /** What gets codes that the catalogue's tables do not have yet. */
    private final Map<String, Set<String>> underWay = new HashMap<>();

    Matching(Foreseen foreseen, Clashes.Known known) {
        this.foreseen = foreseen;
        this.known = known;
        for (CatalogueItem change : foreseen.underWay().items()) {
            for (Item.Code code : change.item().codes()) {
                this.underWay
                        .computeIfAbsent(code.code(), _ -> new TreeSet<>())
                        .add(change.item().id());
            }
        }
    }

    /**
     * As the catalogue has it; empty where the row makes a new one.
     *
     * @throws IllegalArgumentException when it may mean several; the message says what to do
     */
    Optional<Item> item(SheetRow row) throws SQLException {
        Optional<String> id = row.id();
        if (id.isPresent()) {
            return known.item(id.get());
        }
        List<SheetCode> codes = row.codes();
        Map<String, Item> meant = new TreeMap<>();
        for (SheetCode code : codes) {
            meant.putAll(having(code.code()));
        }
        if (meant.size() > 1) {
            throw new IllegalArgumentException("The codes of this line belong to several items: "
                    + String.join(", ", meant.keySet()) + ". Write the id of the one that is meant.");
        }
        Optional<Item> item = meant.values().stream().findFirst();
        if (item.isPresent() && row.tellsMoney()) {
            mustBeOfOne(item.get(), codes);
        }
        return item;
    }

    /**
     * Whether the catalogue has neither the id of a row that means none of its items, nor any code.
     *
     * @throws IllegalArgumentException where it has a code: then the id may be the supplier's; the message says what to do
     */
    boolean isStranger(SheetRow row) throws SQLException {
        Optional<String> id = row.id();
        for (SheetCode code : row.codes()) {
            List<String> owners = List.copyOf(having(code.code()).keySet());
            if (!owners.isEmpty()) {
                throw new IllegalArgumentException(Clashes.ofOther(code.code(), owners.getFirst()));
            }
        }
        List<String> owners = id.isEmpty()
                ? List.of()
                : List.copyOf(having(Soundness.normal(id.get())).keySet());
        if (!owners.isEmpty()) {
            throw new IllegalArgumentException(Clashes.isCode(id.get(), owners.getFirst()));
        }
        return true;
    }

    /** The items that have a code, or have it as their id. */
    private Map<String, Item> having(String code) throws SQLException {
        Map<String, Item> having = new TreeMap<>();
        for (String owner : owners(code)) {
            known.item(owner)
                    .filter(each -> owner.equals(code) || Soundness.has(each, code))
                    .ifPresent(item -> having.put(owner, item));
        }
        return having;
    }

    private Set<String> owners(String code) throws SQLException {
        Set<String> owners = new TreeSet<>(CatalogueTables.owners(foreseen.sql(), code));
        owners.addAll(underWay.getOrDefault(code, Set.of()));
        owners.add(code);
        return owners;
    }

    /** A supplier's price of a case is none of a piece. */
    private static void mustBeOfOne(Item item, List<SheetCode> codes) {
        List<Item.Code> had = item.codes().stream()
                .filter(each -> codes.stream().anyMatch(code -> code.code().equals(each.code())))
                .toList();
        boolean ofPack =
                !had.isEmpty() && had.stream().noneMatch(each -> each.unit().equals(item.unit()));
        if (ofPack && codes.stream().noneMatch(code -> code.code().equals(item.id()))) {
            throw new IllegalArgumentException("The code " + had.getFirst().code() + " is that of a '"
                    + had.getFirst().unit() + "' of '" + item.id()
                    + "', so its price may be that of all in it. Write the"
                    + " price of one '" + item.unit() + "', and the item's id.");
        }
    }
}
