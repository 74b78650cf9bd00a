package io.tidegate.gateway.ordering;

import io.tidegate.gateway.inventory.ItemBooks;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.ordering.Deliveries.Order;
import io.tidegate.gateway.ordering.Deliveries.Served;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.observation.Amount;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks up what has come for orders. Used by one thread, for one answer or one night. */
final class Serving {

    /** Of an item, the last: enough to learn from, and to serve with what comes in. */
    static final int ORDERS_MAX = 200;

    private final Sql proposals;
    private final ItemBooks books;
    private final Map<String, List<Served>> items = new HashMap<>();

    Serving(Sql proposals, ItemBooks books) {
        this.proposals = proposals;
        this.books = books;
    }

    /** With what has come until now, where that was not settled yet. */
    Proposed upToDate(Proposed row) throws SQLException {
        if (!(row.fate() instanceof Fate.Ordered ordered) || ordered.state() == State.RECEIVED) {
            return row;
        }
        String item = row.subject().item();
        List<Served> known = items.get(item);
        if (known == null) {
            known = of(item, ProposalTable.decidedOf(proposals, item, ORDERS_MAX));
            items.put(item, known);
        }
        return known.stream()
                .filter(served -> served.order().id().equals(row.id()))
                .findFirst()
                .map(served -> row.with(new Fate.Ordered(
                        ordered.decision(),
                        ordered.amount(),
                        Amount.ofMillionths(
                                ProposalTable.millionths(served.received()),
                                ordered.amount().unit()),
                        served.last(),
                        ordered.closed())))
                .orElse(row);
    }

    /** @param decided all of an item, the oldest first */
    List<Served> of(String item, List<Proposed> decided) throws SQLException {
        List<Order> orders = new ArrayList<>();
        for (Proposed each : decided) {
            if (each.fate() instanceof Fate.Ordered ordered) {
                orders.add(new Order(
                        each.id(),
                        ordered.decision().at(),
                        ordered.amount().quantity().doubleValue(),
                        ordered.closed()));
            }
        }
        if (orders.isEmpty()) {
            return List.of();
        }
        Deliveries deliveries = new Deliveries(orders);
        books.receipts(item, orders.getFirst().at(), deliveries::take);
        return deliveries.served();
    }
}
