package io.tidegate.gateway.pages;

import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.State;
import java.sql.SQLException;
import java.util.Optional;

/** What the page of orders says of the decision that led to it. It is read from the books, not from the address. Functions only. */
final class OrdersDone {

    private static final String ONE = "done";
    private static final String SEVERAL = "ordered";

    private OrdersDone() {}

    /** For the address: one was decided. */
    static String of(String id) {
        return ONE + "=" + StockWords.inAddress(id);
    }

    /** For the address: so many were ordered at once. */
    static String of(int ordered) {
        return SEVERAL + "=" + ordered;
    }

    static Optional<OrdersPage.Done> of(Asked asked, Rooms rooms, Words words) throws SQLException {
        OrdersView open = OrdersView.behind(asked).of(State.ACCEPTED);
        Optional<String> several = asked.parameter(SEVERAL).filter(text -> text.matches("[0-9]{1,4}"));
        if (several.isPresent()) {
            return Optional.of(new OrdersPage.Done(
                    words.say("orders.done.all", Integer.parseInt(several.get())), Optional.of(open.href())));
        }
        Optional<String> id = asked.parameter(ONE);
        return id.isEmpty() ? Optional.empty() : rooms.orders().find(id.get()).flatMap(now -> said(now, words, open));
    }

    private static Optional<OrdersPage.Done> said(Proposed now, Words words, OrdersView open) {
        String name = now.subject().name();
        return switch (now.fate()) {
            case Fate.Open() -> Optional.empty();
            case Fate.Ignored _ ->
                Optional.of(new OrdersPage.Done(words.say("orders.done.ignored", name), Optional.empty()));
            case Fate.Ordered ordered ->
                Optional.of(
                        ordered.state() == State.ACCEPTED
                                ? new OrdersPage.Done(
                                        words.say("orders.done.ordered", name, OrderSheet.quantity(now, words)),
                                        Optional.of(open.href()))
                                : new OrdersPage.Done(words.say("orders.done.closed", name), Optional.empty()));
        };
    }
}
