package io.tidegate.gateway.pages;

import io.tidegate.codes.Gtin;
import io.tidegate.gateway.ordering.Choice;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.gateway.ordering.Verdict;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * What a person decides on the page of orders. The page comes again when it is on disk, or says why not; sent twice, it
 * counts once. Each method answers one route, on a worker thread; safe from any of them.
 */
final class OrdersForms {

    /** A label with more than an EAN; no number is so long. */
    private static final Pattern LONG = Pattern.compile("[(\\]]?[A-Za-z0-9]{2,3}\\)?[0-9]{12}.*");

    private final Rooms rooms;
    private final OrdersPages pages;

    OrdersForms(Rooms rooms, OrdersPages pages) {
        this.rooms = rooms;
        this.pages = pages;
    }

    Answer compute(Asked asked) {
        rooms.orders().compute();
        return again(asked, "");
    }

    /** One proposal, with as many packs as stand in the form. */
    Answer decide(Asked asked) throws SQLException, InterruptedException {
        String id = asked.path().getOrDefault("id", "");
        Optional<Choice.Kind> kind = asked.parameter("decision").flatMap(Choice.Kind::ofWord);
        Optional<Proposed> proposed = rooms.orders().find(id);
        if (kind.isEmpty() || proposed.isEmpty()) {
            return said(asked, 404, "orders.gone");
        }
        Optional<String> typed = kind.get() == Choice.Kind.ACCEPT ? asked.parameter("packs") : Optional.empty();
        Optional<String> code = typed.map(String::strip).filter(OrdersForms::isCode);
        if (code.isPresent()) {
            return said(asked, 422, Phrase.of(rooms.words(asked).say("orders.scanned", code.get())));
        }
        try {
            Optional<BigDecimal> packs = typed.map(rooms.words(asked)::typed).map(OrdersForms::number);
            return decided(
                    asked,
                    OrdersDone.of(id),
                    List.of(rooms.orders()
                            .decide(
                                    id,
                                    new Choice(
                                            kind.get(),
                                            packs.map(proposed.get()
                                                    .subject()
                                                    .pack()
                                                    .of()::multiply),
                                            Optional.empty(),
                                            asked.parameter("note").map(String::strip)))));
        } catch (IllegalArgumentException unfit) {
            return said(asked, 422, "orders.unfit");
        }
    }

    /** Somebody has scanned into the field. */
    private static boolean isCode(String typed) {
        return Gtin.read(typed).isPresent() || LONG.matcher(typed).matches();
    }

    /** As a form sends back what it showed: what is ordered is what was seen, also where it was computed anew meanwhile. */
    static String sent(Proposed proposed) {
        return proposed.id() + " " + proposed.amount().quantity().toPlainString();
    }

    /** All that the form showed of one supplier. */
    Answer all(Asked asked) throws SQLException, InterruptedException {
        List<CompletionStage<Verdict>> verdicts = new ArrayList<>();
        try {
            for (String line : asked.query().getAll("line")) {
                String[] parts = line.split(" ", 2);
                Optional<BigDecimal> quantity =
                        Optional.of(number(TypedNumber.read(parts.length == 2 ? parts[1] : "", '.')));
                verdicts.add(rooms.orders()
                        .decide(
                                parts[0],
                                new Choice(Choice.Kind.ACCEPT, quantity, Optional.empty(), Optional.empty())));
            }
        } catch (IllegalArgumentException unfit) {
            return said(asked, 422, "orders.unfit");
        }
        return decided(asked, OrdersDone.of(verdicts.size()), verdicts);
    }

    /** @throws IllegalArgumentException where it is none */
    private static BigDecimal number(Optional<BigDecimal> read) {
        return read.orElseThrow(() -> new IllegalArgumentException("no number"));
    }

    /** @param done for the address of the page that says so */
    private Answer decided(Asked asked, String done, List<CompletionStage<Verdict>> verdicts)
            throws SQLException, InterruptedException {
        if (rooms.journal().trouble().isPresent()) {
            return said(asked, 503, "orders.later");
        }
        try {
            for (CompletionStage<Verdict> each : verdicts) {
                switch (Awaited.byForm(each)) {
                    case Verdict.Decided _ -> {}
                    case Verdict.Unknown() -> {
                        return said(asked, 404, "orders.gone");
                    }
                    case Verdict.Otherwise _ -> {
                        return said(asked, 409, "orders.otherwise");
                    }
                    case Verdict.Refused(String reason) -> {
                        return said(asked, 422, rooms.words(asked).reason(reason));
                    }
                }
            }
            return again(asked, done);
        } catch (TimeoutException | ExecutionException e) {
            return said(asked, 503, "orders.later");
        }
    }

    private Answer said(Asked asked, int status, String key) throws SQLException {
        return said(asked, status, Phrase.of(rooms.words(asked).raw(key)));
    }

    private Answer said(Asked asked, int status, Phrase notice) throws SQLException {
        return pages.show(asked, status, notice);
    }

    /** Where the form was. */
    private static Answer again(Asked asked, String done) {
        return Answer.seeOther(OrdersPages.PATH + OrdersView.behind(asked).query(done));
    }
}
