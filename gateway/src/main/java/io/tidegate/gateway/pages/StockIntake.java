package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.inventory.Catalogue;
import io.tidegate.gateway.inventory.Desk;
import io.tidegate.gateway.inventory.Requests;
import io.tidegate.observation.UnreadableJson;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes movements in by HTTP. A 2xx goes out when they are in the ledger and on disk, and to a repeat again; any other
 * status says that nothing of the request was taken. Used by the server's event loop only.
 */
final class StockIntake {

    /** Problems that an answer lists; a sender that has 10,000 has one mistake. */
    private static final int PROBLEMS_MAX = 100;

    private final Awaited awaited;
    private final Rooms rooms;
    private final Workers workers;

    StockIntake(Awaited awaited, Rooms rooms, Workers workers) {
        this.awaited = awaited;
        this.rooms = rooms;
        this.workers = workers;
    }

    void movements(RoutingContext request) {
        Optional<Answer> refusal = Intake.refusal(request, rooms);
        if (refusal.isPresent()) {
            refusal.get().send(request.response());
            return;
        }
        byte[] body = Intake.body(request);
        workers.run(() -> book(body))
                .onSuccess(answer -> awaited.answer(request, answer))
                .onFailure(e -> Workers.notTaken(request, e).send(request.response()));
    }

    /** A table of items, as a spreadsheet saves it. */
    void table(RoutingContext request) {
        Optional<Answer> trouble = rooms.journal().trouble().map(Awaited::later);
        if (trouble.isPresent()) {
            trouble.get().send(request.response());
            return;
        }
        byte[] body = Intake.body(request);
        boolean dryRun = request.queryParam("dryRun").contains("true");
        workers.run(() -> rooms.inventory().catalogue().take(body, dryRun))
                .onSuccess(taken -> taken(taken, dryRun).send(request.response()))
                .onFailure(e -> Workers.notTaken(request, e).send(request.response()));
    }

    private static Answer taken(Catalogue.Import taken, boolean dryRun) {
        Answer.Body counts = json -> {
            json.writeNumberField("added", taken.added());
            json.writeNumberField("changed", taken.changed());
            json.writeNumberField("same", taken.same());
        };
        if (taken.problems().isEmpty()) {
            return Answer.json(json -> {
                json.writeStartObject();
                json.writeBooleanField("dryRun", dryRun);
                counts.write(json);
                json.writeEndObject();
            });
        }
        return Answer.problem(
                422,
                "Nothing is taken: " + taken.problems().size() + " problem(s), the first in line "
                        + taken.problems().getFirst().line() + ": "
                        + taken.problems().getFirst().problem(),
                "Mend them in the table, and send it again.",
                json -> {
                    counts.write(json);
                    json.writeFieldName("lines");
                    Answer.objects(json, taken.problems(), StockIntake::write);
                });
    }

    private static void write(JsonGenerator json, Catalogue.Problem problem) throws IOException {
        json.writeNumberField("line", problem.line());
        json.writeStringField("reason", problem.problem());
    }

    private CompletionStage<Answer> book(byte[] body) throws SQLException {
        try {
            return rooms.inventory().desk().book(Requests.read(body)).thenApply(answer -> answer(answer, isList(body)));
        } catch (UnreadableJson e) {
            return CompletableFuture.completedStage(Intake.unreadable(e));
        }
    }

    private static boolean isList(byte[] body) {
        for (byte each : body) {
            if (!Character.isWhitespace(each)) {
                return each == '[';
            }
        }
        return false;
    }

    private static Answer answer(Desk.Answer answer, boolean list) {
        return switch (answer) {
            case Desk.Answer.Booked(List<String> ids) -> Answer.json(201, json -> write(json, ids, list));
            case Desk.Answer.Refused(List<Desk.Problem> problems) ->
                Answer.problem(
                        422,
                        "Nothing is booked: " + problems.getFirst().reason(),
                        "Mend or leave out what is named, and send the rest again.",
                        json -> write(json, problems));
            case Desk.Answer.Conflict(List<Desk.Problem> problems) ->
                Answer.problem(
                        409,
                        "Nothing is booked: " + problems.getFirst().reason(),
                        "Each line needs an id of its own.",
                        json -> write(json, problems));
            case Desk.Answer.Later(String why) -> Awaited.later(why);
        };
    }

    /** An object for an object, a list for a list. */
    private static void write(JsonGenerator json, List<String> ids, boolean list) throws IOException {
        if (list) {
            Answer.objects(json, ids, (_, id) -> json.writeStringField("id", id));
        } else {
            json.writeStartObject();
            json.writeStringField("id", ids.getFirst());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, List<Desk.Problem> problems) throws IOException {
        json.writeFieldName("items");
        Answer.objects(json, problems.subList(0, Math.min(problems.size(), PROBLEMS_MAX)), (_, problem) -> {
            json.writeNumberField("index", problem.index());
            json.writeStringField("reason", problem.reason());
        });
    }
}
