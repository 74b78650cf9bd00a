package io.tidegate.gateway.pages;

import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.ordering.Proposed.State;
import java.util.Optional;

/**
 * Which part of the orders somebody looks at, as the page's address says it. Immutable.
 *
 * @param supplier empty is also one: of what the catalogue names none
 * @param text part of a name, a code; empty for all
 * @param show what nobody has decided, or what is on its way
 * @param page from 1
 */
public record OrdersView(Optional<String> supplier, String text, State show, long page) {

    /** Rows of a page. */
    static final int ROWS_MAX = 200;

    private static final int PAGES_MAX = 1_000;

    private static final int TEXT_LENGTH_MAX = 200;

    private static final String OPEN = "open";

    static OrdersView of(Asked asked) throws InvalidRequest {
        return of(asked, asked.number("page", 1, 1, PAGES_MAX));
    }

    /** Where a form was, whatever else was in it. */
    static OrdersView behind(Asked asked) {
        try {
            return of(asked);
        } catch (InvalidRequest unfit) {
            return of(asked, 1);
        }
    }

    private static OrdersView of(Asked asked, long page) {
        String text = asked.parameter("q").orElse("").strip();
        return new OrdersView(
                Optional.ofNullable(asked.query().get("supplier")),
                text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) : text,
                asked.parameter("show").filter(OPEN::equals).isPresent() ? State.ACCEPTED : State.PROPOSED,
                page);
    }

    Orders.Sought sought() {
        return sought(show);
    }

    Orders.Sought sought(State state) {
        return new Orders.Sought(supplier, text, state);
    }

    int skip() {
        return (int) (page - 1) * ROWS_MAX;
    }

    OrdersView of(State state) {
        return new OrdersView(supplier, text, state, 1);
    }

    OrdersView of(Optional<String> other) {
        return new OrdersView(other, text, show, 1);
    }

    /** For the form that looks for something. */
    public boolean isOpen() {
        return show == State.ACCEPTED;
    }

    OrdersView at(long other) {
        return new OrdersView(supplier, text, show, other);
    }

    public String href() {
        return OrdersPages.PATH + query("");
    }

    /**
     * Behind a path: leads a form back to here.
     *
     * @param first a parameter before all others; empty for none
     */
    public String query(String first) {
        StringBuilder query = new StringBuilder(first.isEmpty() ? "" : "&" + first);
        supplier.ifPresent(name -> query.append("&supplier=").append(StockWords.inAddress(name)));
        if (!text.isEmpty()) {
            query.append("&q=").append(StockWords.inAddress(text));
        }
        if (isOpen()) {
            query.append("&show=").append(OPEN);
        }
        if (page > 1) {
            query.append("&page=").append(page);
        }
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }
}
