package io.tidegate.gateway.inventory;

import io.tidegate.observation.Booking;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Reversal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the lines say that stand before in the same list: the ledger has none of them yet. Used by one thread. */
final class EarlierLines {

    private record Lot(String item, String lot) {}

    private final Map<String, String> units = new HashMap<>();
    private final Map<Lot, LocalDate> expiries = new HashMap<>();
    private final Set<String> reversals = new HashSet<>();

    void add(Draft draft) {
        draft.firstUnit().ifPresent(unit -> units.put(draft.item(), unit));
        add(draft.line());
    }

    private void add(Booking line) {
        switch (line) {
            case Reversal reversal -> reversals.add(reversal.id());
            case Movement movement -> {
                Goods goods = movement.goods();
                if (goods.lot().isPresent() && goods.expiry().isPresent()) {
                    expiries.put(
                            new Lot(goods.item(), goods.lot().get()),
                            goods.expiry().get());
                }
            }
        }
    }

    Optional<String> unit(String item) {
        return Optional.ofNullable(units.get(item));
    }

    Optional<LocalDate> expiry(String item, String lot) {
        return Optional.ofNullable(expiries.get(new Lot(item, lot)));
    }

    boolean isReversal(String id) {
        return reversals.contains(id);
    }
}
