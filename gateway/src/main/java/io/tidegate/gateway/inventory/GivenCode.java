package io.tidegate.gateway.inventory;

import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The item that somebody gives a code to, with the code. Functions only. */
final class GivenCode {

    private GivenCode() {}

    /**
     * @param item by its id, a code or its name; empty: the code becomes its id
     * @param name of one that is new
     * @throws IllegalArgumentException when it cannot be that item's; the message says what to do
     */
    static Item item(Foreseen foreseen, String code, String item, String name) throws SQLException {
        Optional<Item> known = item.isEmpty() ? Optional.empty() : meant(foreseen, item);
        Optional<Item> owner = named(foreseen, code);
        if (owner.isPresent() && !owner.equals(known)) {
            throw new IllegalArgumentException(
                    "The code " + code + " belongs to '" + owner.get().id() + "' already.");
        }
        if (known.isEmpty() && name.isEmpty()) {
            throw new IllegalArgumentException(
                    item.isEmpty()
                            ? "Write the name of a new item, or the id or name of one that the catalogue has."
                            : "The catalogue has no item '" + item
                                    + "'. Write the id or name of one that it has, or the name of a new one.");
        }
        Optional<String> booked = foreseen.unit(code);
        Item before =
                known.isPresent() ? known.get() : made(item.isEmpty() ? code : item, name, booked.orElse(Amount.EACH));
        Clashes.unit(before, code, booked).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return owner.isPresent() || before.id().equals(code) ? before : before.with(new Item.Code(code, before.unit()));
    }

    private static Item made(String id, String name, String unit) {
        Item item = Item.of(id, name, unit);
        Soundness.slips(item, Optional.empty(), Set.of()).stream().findFirst().ifPresent(slip -> {
            throw new IllegalArgumentException(slip);
        });
        return item;
    }

    /** Also by its name. */
    private static Optional<Item> meant(Foreseen foreseen, String text) throws SQLException {
        Optional<Item> named = named(foreseen, text);
        if (named.isPresent()) {
            return named;
        }
        List<String> ids = foreseen.called(text);
        if (ids.size() > 1) {
            throw new IllegalArgumentException("Several items are called '" + text + "': " + String.join(", ", ids)
                    + ". Write the id of the one that is meant.");
        }
        return ids.isEmpty() ? Optional.empty() : foreseen.item(ids.getFirst());
    }

    private static Optional<Item> named(Foreseen foreseen, String text) throws SQLException {
        Optional<Item> byId = foreseen.item(text);
        return byId.isPresent() ? byId : foreseen.item(foreseen.owner(text));
    }
}
