package io.tidegate.gateway.pages;

import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.State;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of one page of orders, in one reader's words, each supplier's together. For one answer, on a worker thread.
 *
 * @param rows those of the page
 * @param more whether there are others behind it
 * @param mail with what the catalogue knows of them
 */
record OrdersRows(OrdersView view, List<Proposed> rows, boolean more, OrderMail mail, Rooms rooms) {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** @param rows those of the page, and another where there are more */
    static OrdersRows of(OrdersView view, List<Proposed> rows, Rooms rooms, Words words) throws SQLException {
        List<Proposed> shown = rows.subList(0, Math.min(rows.size(), OrdersView.ROWS_MAX));
        return new OrdersRows(view, shown, rows.size() > OrdersView.ROWS_MAX, OrderMail.of(shown, rooms, words), rooms);
    }

    private Words words() {
        return mail.words();
    }

    List<OrdersPage.Supplier> suppliers() throws SQLException {
        List<OrdersPage.Supplier> shown = new ArrayList<>();
        for (Map.Entry<String, List<Proposed>> each : OrderMail.bySupplier(rows).entrySet()) {
            shown.add(supplier(each.getKey(), each.getValue()));
        }
        return shown;
    }

    private OrdersPage.Supplier supplier(String name, List<Proposed> lines) throws SQLException {
        boolean open = view.show() == State.ACCEPTED;
        String query = "?supplier=" + StockWords.inAddress(name) + "&state="
                + view.show().word();
        return new OrdersPage.Supplier(
                OrdersPages.name(name, words()),
                open ? List.of() : lines.stream().map(this::line).toList(),
                lines.stream().map(OrdersForms::sent).toList(),
                open ? lines.stream().map(this::ordered).toList() : List.of(),
                new OrdersPage.Exports(
                        Route.API + "/proposals.csv" + query,
                        Route.API + "/proposals.txt" + query,
                        mail.link(name, lines, inAll(name, lines.size()))));
    }

    /** How many the supplier has, also where the page does not show all of them. */
    private long inAll(String supplier, int shown) throws SQLException {
        boolean all = view.page() == 1 && !more && view.text().isEmpty();
        return all ? shown : rooms.orders().count(new Orders.Sought(Optional.of(supplier), "", view.show()));
    }

    /** Empty where one page has all. */
    Optional<OrdersPage.Pager> pager() throws SQLException {
        if (view.page() == 1 && !more) {
            return Optional.empty();
        }
        String first = words().number(view.skip() + 1);
        String last = words().number(view.skip() + rows.size());
        return Optional.of(new OrdersPage.Pager(
                view.show() == State.PROPOSED
                        ? words().say(
                                        "pager.of",
                                        first,
                                        last,
                                        words().number(rooms.orders().count(view.sought())))
                        : words().say("pager.rows", first, last),
                view.page() > 1 ? Optional.of(view.at(view.page() - 1).href()) : Optional.empty(),
                more ? Optional.of(view.at(view.page() + 1).href()) : Optional.empty()));
    }

    private String action(Proposed each) {
        return OrdersPages.PATH + "/" + each.id() + view.query("");
    }

    private OrdersPage.Line line(Proposed each) {
        OrderWords say = new OrderWords(words());
        return new OrdersPage.Line(
                action(each),
                OrdersPages.subject(each),
                OrderSheet.quantity(each, words()),
                words().say("orders.lasts", say.days(each.figures().computed().daysOfCover())),
                say.reason(each.reason()),
                words().toType(each.packs(each.amount())),
                words().unit(each.subject().pack().unit()));
    }

    private OrdersPage.Ordered ordered(Proposed each) {
        Fate.Ordered ordered = (Fate.Ordered) each.fate();
        Instant since = ordered.decision().at();
        Instant expected = since.plusMillis((long) (each.figures().leadTimeDays() * DAY_MILLIS));
        boolean late = expected.plusMillis(DAY_MILLIS)
                .isBefore(rooms.surroundings().clock().instant());
        return new OrdersPage.Ordered(
                action(each),
                OrdersPages.subject(each),
                OrderSheet.quantity(each, words()),
                ordered.received().quantity().signum() == 0 ? "" : words().amount(ordered.received()),
                words().say("orders.since", words().moment(since)),
                words().say(
                                "orders.expected",
                                words().date(LocalDate.ofInstant(
                                        expected, rooms.site().site().timezone()))),
                late ? Glance.Tone.WARN : Glance.Tone.GOOD);
    }
}
