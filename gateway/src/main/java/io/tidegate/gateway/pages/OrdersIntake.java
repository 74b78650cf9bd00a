package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Requests;
import io.tidegate.gateway.ordering.Choice;
import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.ordering.Verdict;
import io.tidegate.observation.Members;
import io.tidegate.observation.UnreadableJson;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Takes decisions about proposals by HTTP. Used by the server's event loop only. */
final class OrdersIntake {

    private static final Set<String> MEMBERS = Set.of("decision", "quantity", "who", "note");

    private final Taking taking;
    private final Orders orders;

    OrdersIntake(Taking taking, Rooms rooms) {
        this.taking = taking;
        this.orders = rooms.orders();
    }

    /** Has all of them computed anew, and does not wait for it. */
    void compute(RoutingContext request) {
        orders.compute();
        OrdersApi.progress(202, orders.progress()).send(request.response());
    }

    void decide(RoutingContext request) {
        taking.json(request, this::decide);
    }

    private CompletionStage<Answer> decide(Taking.Brought brought) throws SQLException, UnreadableJson {
        List<Members> sent = Requests.read(brought.body());
        if (sent.size() != 1) {
            return Taking.given(refused("there is one decision about one proposal"));
        }
        try {
            return orders.decide(brought.path("id"), choice(sent.getFirst())).thenApply(OrdersIntake::answer);
        } catch (IllegalArgumentException unfit) {
            return Taking.given(refused(String.valueOf(unfit.getMessage())));
        }
    }

    private static Choice choice(Members members) {
        members.onlyOf(MEMBERS);
        String word = members.requiredText("decision");
        Choice.Kind kind = Choice.Kind.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the decision '" + word + "' is not known. Use accept, ignore or close."));
        return new Choice(kind, members.decimal("quantity"), members.text("who"), members.text("note"));
    }

    private static Answer answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Decided decided -> OrdersApi.answer(decided.proposed());
            case Verdict.Unknown() -> OrdersApi.unknown().answer();
            case Verdict.Refused(String reason) -> refused(reason);
            case Verdict.Otherwise otherwise ->
                Answer.problem(
                        409,
                        "It was decided otherwise: it is "
                                + otherwise.proposed().fate().state().word(),
                        "Look at it anew. An accepted one can be closed; the next night proposes again what is missing.");
        };
    }

    private static Answer refused(String reason) {
        return Answer.problem(
                422, "Nothing is decided: " + reason, "Send something like {\"decision\":\"accept\",\"quantity\":24}.");
    }
}
