package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.gateway.ordering.Proposed.Decision;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.gateway.ordering.Run;
import io.tidegate.gateway.replenishment.Proposal;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.StockJson;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /api/v1/proposals}: what is proposed to be ordered, and what was decided. Each method answers one route, on a worker thread. */
final class OrdersApi {

    private final Rooms rooms;

    OrdersApi(Rooms rooms) {
        this.rooms = rooms;
    }

    /** What came for an order follows from the ledger. */
    String edition() throws SQLException {
        return rooms.inventory().books().edition() + "." + rooms.orders().lastChange();
    }

    Answer list(Asked asked) throws SQLException, InvalidRequest {
        Set<State> states = states(asked);
        return Paging.list(
                asked,
                limit -> rooms.orders().list(question(asked, states, limit)),
                last -> Map.of(
                        "afterSupplier", last.subject().supplier(),
                        "afterItem", last.subject().item(),
                        "after", last.id()),
                OrdersApi::write);
    }

    Answer one(Asked asked) throws SQLException, InvalidRequest {
        String id = asked.path().getOrDefault("id", "");
        Proposed proposed = rooms.orders().find(id).orElseThrow(OrdersApi::unknown);
        return answer(proposed);
    }

    static Answer answer(Proposed proposed) {
        return Answer.object(json -> write(json, proposed));
    }

    static InvalidRequest unknown() {
        return new InvalidRequest(
                404,
                "There is no such proposal",
                "One that nobody has decided goes when there is enough. GET /api/v1/proposals lists those that there are.");
    }

    /** For a spreadsheet. */
    Answer table(Asked asked) throws SQLException, InvalidRequest {
        return Answer.text(
                "text/csv; charset=utf-8; header=present", OrderSheet.csv(wanted(asked), rooms.words(asked)));
    }

    /** For a mail. */
    Answer mail(Asked asked) throws SQLException, InvalidRequest {
        List<Proposed> wanted = wanted(asked);
        return Answer.text(
                "text/plain; charset=utf-8",
                OrderMail.of(wanted, rooms, rooms.words(asked)).text(wanted));
    }

    /** What was ordered and has not come; where nothing is, or the caller says so, what is proposed. */
    private List<Proposed> wanted(Asked asked) throws SQLException, InvalidRequest {
        Set<State> states = states(asked);
        if (!states.isEmpty()) {
            return page(asked, states);
        }
        List<Proposed> ordered = page(asked, Set.of(State.ACCEPTED));
        return ordered.isEmpty() ? page(asked, Set.of(State.PROPOSED)) : ordered;
    }

    private List<Proposed> page(Asked asked, Set<State> states) throws SQLException, InvalidRequest {
        int limit = (int) asked.number("limit", Orders.ROWS_MAX, 1, Orders.ROWS_MAX);
        return rooms.orders().list(question(asked, states, limit));
    }

    private Orders.Question question(Asked asked, Set<State> states, int limit) throws SQLException, InvalidRequest {
        // Empty is a supplier too: of what the catalogue names none.
        Optional<String> supplier = Optional.ofNullable(asked.query().get("supplier"));
        return new Orders.Question(supplier, asked.filter("item"), states, after(asked), limit);
    }

    /** The link says where that one stands, since it may be gone; who writes the address by hand may leave that out. */
    private Orders.After after(Asked asked) throws SQLException, InvalidRequest {
        String id = asked.parameter("after").orElse("");
        Optional<String> item = asked.parameter("afterItem");
        if (id.isEmpty()) {
            return Orders.After.START;
        }
        return item.isPresent()
                ? new Orders.After(asked.parameter("afterSupplier").orElse(""), item.get(), id)
                : rooms.orders()
                        .find(id)
                        .map(Orders.After::of)
                        .orElseThrow(() -> new InvalidRequest(
                                400,
                                "There is no proposal '" + id + "' for the list to go on behind",
                                "Follow the header Link, which also leads on from one that is gone."));
    }

    private static Set<State> states(Asked asked) throws InvalidRequest {
        Set<State> states = EnumSet.noneOf(State.class);
        for (String word :
                asked.filter("state").map(text -> text.split(",", -1)).orElse(new String[0])) {
            states.add(State.ofWord(word.strip())
                    .orElseThrow(() -> new InvalidRequest(
                            400,
                            "The state '" + word + "' is not known",
                            "Use "
                                    + Arrays.stream(State.values())
                                            .map(State::word)
                                            .collect(Collectors.joining(", "))
                                    + ", several with commas between.")));
        }
        return states;
    }

    /** Whether they are being computed, and when they were. */
    Answer progress() {
        return progress(200, rooms.orders().progress());
    }

    static Answer progress(int status, Orders.Progress progress) {
        return Answer.object(status, json -> {
            json.writeBooleanField("running", progress.isRunning());
            json.writeNumberField("done", progress.done());
            json.writeNumberField("items", progress.items());
            if (progress.last().isPresent()) {
                json.writeObjectFieldStart("last");
                write(json, progress.last().get());
                json.writeEndObject();
            }
            StockJson.optional(json, "trouble", progress.trouble());
        });
    }

    private static void write(JsonGenerator json, Run run) throws IOException {
        json.writeStringField("started", EntryJson.time(run.started()));
        json.writeStringField("finished", EntryJson.time(run.finished()));
        json.writeNumberField("items", run.items());
        json.writeNumberField("proposals", run.proposals());
        json.writeNumberField("failed", run.failed());
    }

    static void write(JsonGenerator json, Proposed proposed) throws IOException {
        Proposed.Subject subject = proposed.subject();
        json.writeStringField("id", proposed.id());
        json.writeStringField("state", proposed.fate().state().word());
        json.writeStringField("item", subject.item());
        json.writeStringField("name", subject.name());
        StockJson.optional(json, "supplier", Optional.of(subject.supplier()).filter(name -> !name.isEmpty()));
        StockJson.amount(json, proposed.amount());
        json.writeObjectFieldStart("pack");
        json.writeStringField("unit", subject.pack().unit());
        json.writeFieldName("of");
        StockJson.number(json, subject.pack().of());
        json.writeEndObject();
        json.writeFieldName("packs");
        StockJson.number(json, proposed.packs(proposed.amount()));
        json.writeStringField("reason", proposed.reason().english());
        json.writeStringField("madeAt", EntryJson.time(proposed.madeAt()));
        json.writeObjectFieldStart("figures");
        write(json, proposed.figures());
        json.writeEndObject();
        write(json, proposed.fate());
    }

    private static void write(JsonGenerator json, Proposed.Figures figures) throws IOException {
        Proposal.Figures computed = figures.computed();
        json.writeNumberField("onHand", figures.onHand());
        json.writeNumberField("onOrder", figures.onOrder());
        json.writeNumberField("leadTimeDays", figures.leadTimeDays());
        json.writeNumberField("demandPerDay", computed.demandPerDay());
        json.writeStringField("demand", word(computed.demand()));
        json.writeStringField("method", word(computed.method().kind()));
        json.writeNumberField("safetyStock", computed.safetyStock());
        json.writeNumberField("reorderPoint", computed.reorderPoint());
        if (Double.isFinite(computed.daysOfCover())) {
            json.writeNumberField("daysOfCover", computed.daysOfCover());
        } else {
            json.writeNullField("daysOfCover");
        }
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void write(JsonGenerator json, Fate fate) throws IOException {
        switch (fate) {
            case Fate.Open() -> {}
            case Fate.Ignored(Decision decision, Optional<Integer> daysOut) -> {
                write(json, decision);
                if (daysOut.isPresent()) {
                    json.writeNumberField("daysOut", daysOut.get());
                }
            }
            case Fate.Ordered ordered -> {
                write(json, ordered.decision());
                json.writeFieldName("ordered");
                StockJson.number(json, ordered.amount().quantity());
                json.writeFieldName("received");
                StockJson.number(json, ordered.received().quantity());
                json.writeFieldName("open");
                StockJson.number(json, ordered.open());
                StockJson.optional(json, "receivedAt", ordered.last().map(EntryJson::time));
                StockJson.optional(json, "closedAt", ordered.closed().map(EntryJson::time));
                if (ordered.days().isPresent()) {
                    json.writeNumberField("days", ordered.days().get());
                }
            }
        }
    }

    private static void write(JsonGenerator json, Decision decision) throws IOException {
        json.writeStringField("decidedAt", EntryJson.time(decision.at()));
        StockJson.optional(json, "who", decision.who());
        StockJson.optional(json, "note", decision.note());
    }
}
