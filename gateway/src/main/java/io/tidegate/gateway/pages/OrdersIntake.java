package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Requests;
import io.tidegate.gateway.ordering.Choice;
import io.tidegate.gateway.ordering.Verdict;
import io.tidegate.observation.Members;
import io.tidegate.observation.UnreadableJson;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes decisions about proposals by HTTP. A 2xx goes out when they are on disk, and to a repeat again. Used by the server's
 * event loop only.
 */
final class OrdersIntake {

    private static final Set<String> MEMBERS = Set.of("decision", "quantity", "who", "note");

    private final Awaited awaited;
    private final Rooms rooms;
    private final Workers workers;

    OrdersIntake(Awaited awaited, Rooms rooms, Workers workers) {
        this.awaited = awaited;
        this.rooms = rooms;
        this.workers = workers;
    }

    /** Has all of them computed anew, and does not wait for it. */
    void compute(RoutingContext request) {
        rooms.orders().compute();
        OrdersApi.progress(202, rooms.orders().progress()).send(request.response());
    }

    void decide(RoutingContext request) {
        Optional<Answer> refusal = Intake.refusal(request, rooms);
        if (refusal.isPresent()) {
            refusal.get().send(request.response());
            return;
        }
        byte[] body = Intake.body(request);
        String id = String.valueOf(request.pathParam("id"));
        workers.run(() -> decide(id, body))
                .onSuccess(answer -> awaited.answer(request, answer))
                .onFailure(e -> Workers.notTaken(request, e).send(request.response()));
    }

    private CompletionStage<Answer> decide(String id, byte[] body) throws SQLException {
        try {
            List<Members> sent = Requests.read(body);
            if (sent.size() != 1) {
                return given(refused("there is one decision about one proposal"));
            }
            return rooms.orders().decide(id, choice(sent.getFirst())).thenApply(OrdersIntake::answer);
        } catch (UnreadableJson e) {
            return given(Intake.unreadable(e));
        } catch (IllegalArgumentException unfit) {
            return given(refused(String.valueOf(unfit.getMessage())));
        }
    }

    private static CompletionStage<Answer> given(Answer answer) {
        return CompletableFuture.completedStage(answer);
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
            case Verdict.Decided decided -> OrdersApi.answer(200, decided.proposed());
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
