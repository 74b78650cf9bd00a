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
            for (String owner : owners(code.code())) {
                Optional<Item> item = known.item(owner);
                if (item.filter(each -> owner.equals(code.code()) || Soundness.has(each, code.code()))
                        .isPresent()) {
                    meant.put(owner, item.get());
                }
            }
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
