package io.tidegate.gateway.pages;

import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.gateway.ordering.Run;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The page of orders. Each method answers one route, on a worker thread; safe from any. */
final class OrdersPages {

    static final String PATH = "/stock/orders";

    private static final int DECIDED_MAX = 30;

    private final Rooms rooms;

    OrdersPages(Rooms rooms) {
        this.rooms = rooms;
    }

    Answer show(Asked asked) throws SQLException, InvalidRequest {
        return show(
                asked,
                200,
                OrdersView.of(asked),
                Notice.of(asked, rooms.words(asked)).map(Phrase::of));
    }

    /** @param notice why what was sent came to nothing */
    Answer show(Asked asked, int status, Phrase notice) throws SQLException {
        return show(asked, status, OrdersView.behind(asked), Optional.of(notice));
    }

    private Answer show(Asked asked, int status, OrdersView asks, Optional<Phrase> notice) throws SQLException {
        Words words = rooms.words(asked);
        OrdersView view = asks;
        List<Proposed> rows = rows(view);
        if (rows.isEmpty() && view.page() > 1) {
            // All of its last page was ordered.
            view = view.at(1);
            rows = rows(view);
        }
        OrdersRows shown = OrdersRows.of(view, rows, rooms, words);
        OrdersPage page = new OrdersPage(
                words,
                notice,
                OrdersDone.of(asked, rooms, words),
                state(words),
                new OrdersPage.Search(tabs(words, view), filters(words, view), view),
                shown.suppliers(),
                rows.isEmpty() ? none(words, view) : "",
                shown.pager(),
                decided(words));
        return Answer.html(status, Markup.orders(page, Frame.of(rooms.site())));
    }

    /** One more than a page holds, to know whether there is more. */
    private List<Proposed> rows(OrdersView view) throws SQLException {
        return rooms.orders().page(view.sought(), view.skip(), OrdersView.ROWS_MAX + 1);
    }

    /** What is to be decided, and what is on its way, with how many there are. */
    private List<OrdersPage.Filter> tabs(Words words, OrdersView view) throws SQLException {
        long proposed = rooms.orders().count(view.sought(State.PROPOSED));
        int open = rooms.orders()
                .page(view.sought(State.ACCEPTED), 0, OrdersView.ROWS_MAX + 1)
                .size();
        String some = open > OrdersView.ROWS_MAX ? words.number(OrdersView.ROWS_MAX) + "+" : words.number(open);
        return List.of(
                tab(words.say("orders.tab.proposed", words.number(proposed)), view, State.PROPOSED),
                tab(words.say("orders.tab.open", some), view, State.ACCEPTED));
    }

    private static OrdersPage.Filter tab(String name, OrdersView view, State state) {
        return new OrdersPage.Filter(name, view.of(state).href(), view.show() == state);
    }

    private String state(Words words) {
        Orders.Progress progress = rooms.orders().progress();
        if (progress.isRunning()) {
            return words.say("orders.running", progress.done(), progress.items());
        }
        if (progress.trouble().isPresent()) {
            return words.raw("orders.trouble");
        }
        if (progress.last().isEmpty()) {
            return words.raw("orders.never");
        }
        Run run = progress.last().get();
        String computed = words.say("orders.computed", words.moment(run.finished()), run.items());
        return run.failed() == 0 ? computed : computed + " " + words.say("orders.failed", run.failed());
    }

    /** Before it was computed for the first time nobody knows what is to be ordered. */
    private String none(Words words, OrdersView view) {
        if (!view.text().isEmpty()) {
            return words.raw("orders.none.found");
        }
        if (view.isOpen()) {
            return words.raw("orders.none.open");
        }
        return rooms.orders().progress().last().isEmpty() ? "" : words.raw("orders.none");
    }

    private List<OrdersPage.Filter> filters(Words words, OrdersView view) throws SQLException {
        List<String> suppliers = rooms.orders().suppliers();
        List<OrdersPage.Filter> filters = new ArrayList<>();
        if (suppliers.size() > 1) {
            filters.add(new OrdersPage.Filter(
                    words.raw("stock.all"),
                    view.of(Optional.empty()).href(),
                    view.supplier().isEmpty()));
            for (String each : suppliers) {
                Optional<String> supplier = Optional.of(each);
                filters.add(new OrdersPage.Filter(
                        name(each, words),
                        view.of(supplier).href(),
                        view.supplier().equals(supplier)));
            }
        }
        return filters;
    }

    static String name(String supplier, Words words) {
        return supplier.isEmpty() ? words.raw("orders.nobody") : OrderSheet.nameOf(supplier);
    }

    static OrdersPage.Subject subject(Proposed each) {
        return new OrdersPage.Subject(
                each.subject().name(), StockWords.href(each.subject().item()));
    }

    private List<OrdersPage.Decided> decided(Words words) throws SQLException {
        List<OrdersPage.Decided> rows = new ArrayList<>();
        for (Proposed each : rooms.orders().decided(DECIDED_MAX)) {
            switch (each.fate()) {
                case Fate.Open() -> {}
                case Fate.Ordered ordered -> rows.add(decided(words, each, ordered.decision(), became(words, ordered)));
                case Fate.Ignored ignored -> rows.add(decided(words, each, ignored.decision(), became(words, ignored)));
            }
        }
        return rows;
    }

    private static OrdersPage.Decided decided(Words words, Proposed each, Proposed.Decision decision, String became) {
        return new OrdersPage.Decided(
                subject(each),
                words.moment(decision.at()),
                became,
                String.join(
                        " · ",
                        Stream.of(decision.who(), decision.note())
                                .flatMap(Optional::stream)
                                .toList()));
    }

    private static String became(Words words, Fate.Ordered ordered) {
        String amount = words.amount(ordered.amount());
        if (ordered.received().quantity().signum() == 0) {
            return words.say("orders.became.nothing", amount);
        }
        String took = new OrderWords(words).days(ordered.days().orElse(0.0));
        return ordered.state() == State.RECEIVED
                ? words.say("orders.became.all", amount, took)
                : words.say("orders.became.part", words.amount(ordered.received()), amount, took);
    }

    private static String became(Words words, Fate.Ignored ignored) {
        int days = ignored.daysOut().orElse(0);
        return days == 0
                ? words.raw("orders.became.ignored")
                : words.say("orders.became.out", new OrderWords(words).days(days));
    }
}
