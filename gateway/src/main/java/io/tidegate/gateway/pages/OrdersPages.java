package io.tidegate.gateway.pages;

import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.gateway.ordering.Run;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The page of orders. Each method answers one route, on a worker thread; safe from any. */
final class OrdersPages {

    static final String PATH = "/stock/orders";

    /** Of what is proposed, and of what is on its way; who has more looks at one supplier after the other. */
    private static final int ROWS_MAX = 200;

    private static final int DECIDED_MAX = 30;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Rooms rooms;

    OrdersPages(Rooms rooms) {
        this.rooms = rooms;
    }

    Answer show(Asked asked) throws SQLException {
        return show(asked, 200, Notice.of(asked, rooms.words(asked)));
    }

    /** @param notice what became of what was sent */
    Answer show(Asked asked, int status, Optional<String> notice) throws SQLException {
        Words words = rooms.words(asked);
        Optional<String> only = Optional.ofNullable(asked.query().get("supplier"));
        List<Proposed> proposed = rows(only, State.PROPOSED);
        List<Proposed> ordered = rows(only, State.ACCEPTED);
        OrdersPage page = new OrdersPage(
                words,
                notice.map(Phrase::of),
                state(words),
                filters(words, only),
                suppliers(
                        words,
                        proposed.stream().limit(ROWS_MAX).toList(),
                        ordered.stream().limit(ROWS_MAX).toList()),
                decided(words),
                proposed.size() > ROWS_MAX || ordered.size() > ROWS_MAX);
        return Answer.html(status, Markup.orders(page, Frame.of(rooms.site())));
    }

    private List<Proposed> rows(Optional<String> supplier, State state) throws SQLException {
        return rooms.orders().list(new Orders.Question(supplier, Optional.empty(), Set.of(state), "", ROWS_MAX + 1));
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

    private List<OrdersPage.Filter> filters(Words words, Optional<String> only) throws SQLException {
        List<String> suppliers = rooms.orders().suppliers();
        List<OrdersPage.Filter> filters = new ArrayList<>();
        if (suppliers.size() > 1) {
            filters.add(new OrdersPage.Filter(words.raw("stock.all"), PATH, only.isEmpty()));
            for (String each : suppliers) {
                filters.add(new OrdersPage.Filter(
                        name(each, words), href(each), only.filter(each::equals).isPresent()));
            }
        }
        return filters;
    }

    static String href(String supplier) {
        return PATH + "?supplier=" + StockWords.inAddress(supplier);
    }

    private static String name(String supplier, Words words) {
        return supplier.isEmpty() ? words.raw("orders.nobody") : OrderSheet.nameOf(supplier);
    }

    private List<OrdersPage.Supplier> suppliers(Words words, List<Proposed> proposed, List<Proposed> ordered) {
        Set<String> names = new TreeSet<>();
        proposed.forEach(each -> names.add(each.subject().supplier()));
        ordered.forEach(each -> names.add(each.subject().supplier()));
        List<OrdersPage.Supplier> suppliers = new ArrayList<>();
        for (String name : names) {
            List<Proposed> lines = of(name, proposed);
            List<Proposed> open = of(name, ordered);
            String query = "?supplier=" + StockWords.inAddress(name);
            suppliers.add(new OrdersPage.Supplier(
                    name(name, words),
                    lines.stream().map(each -> line(words, each)).toList(),
                    lines.stream().map(OrdersForms::sent).toList(),
                    open.stream().map(each -> ordered(words, each)).toList(),
                    new OrdersPage.Exports(
                            Route.API + "/proposals.csv" + query,
                            Route.API + "/proposals.txt" + query,
                            OrderSheet.link(
                                    name,
                                    open.isEmpty() ? lines : open,
                                    words,
                                    rooms.site().site()))));
        }
        return suppliers;
    }

    private static List<Proposed> of(String supplier, List<Proposed> proposals) {
        return proposals.stream()
                .filter(each -> each.subject().supplier().equals(supplier))
                .toList();
    }

    private static OrdersPage.Line line(Words words, Proposed each) {
        OrderWords say = new OrderWords(words);
        String pack = words.unit(each.subject().pack().unit());
        return new OrdersPage.Line(
                PATH + "/" + each.id(),
                subject(each),
                OrderSheet.quantity(each, words),
                words.say("orders.lasts", say.days(each.figures().computed().daysOfCover())),
                say.reason(each.reason()),
                each.packs(each.amount()).toPlainString(),
                pack);
    }

    private static OrdersPage.Subject subject(Proposed each) {
        return new OrdersPage.Subject(
                each.subject().name(), StockWords.href(each.subject().item()));
    }

    private OrdersPage.Ordered ordered(Words words, Proposed each) {
        Fate.Ordered ordered = (Fate.Ordered) each.fate();
        Instant since = ordered.decision().at();
        Instant expected = since.plusMillis((long) (each.figures().leadTimeDays() * DAY_MILLIS));
        boolean late = expected.plusMillis(DAY_MILLIS)
                .isBefore(rooms.surroundings().clock().instant());
        return new OrdersPage.Ordered(
                PATH + "/" + each.id(),
                subject(each),
                OrderSheet.quantity(each, words),
                ordered.received().quantity().signum() == 0 ? "" : words.amount(ordered.received()),
                words.say("orders.since", words.moment(since)),
                words.say(
                        "orders.expected",
                        words.date(LocalDate.ofInstant(
                                expected, rooms.site().site().timezone()))),
                late ? Glance.Tone.WARN : Glance.Tone.GOOD);
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
