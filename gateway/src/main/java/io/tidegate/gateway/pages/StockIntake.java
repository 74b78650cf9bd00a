package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.inventory.Catalogue;
import io.tidegate.gateway.inventory.Change;
import io.tidegate.gateway.inventory.Desk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.inventory.Difference;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.Loss;
import io.tidegate.gateway.inventory.Requests;
import io.tidegate.gateway.inventory.Unknown;
import io.tidegate.observation.Item;
import io.tidegate.observation.UnreadableJson;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Takes in what changes the stock and the catalogue by HTTP. Used by the server's event loop only. */
final class StockIntake {

    /** Problems that an answer lists; a sender that has 10,000 has one mistake. */
    private static final int PROBLEMS_MAX = 100;

    /** The same of a table, in which each line may have another one. */
    private static final int LINES_MAX = 1_000;

    private final Taking taking;
    private final Inventory inventory;

    StockIntake(Taking taking, Rooms rooms) {
        this.taking = taking;
        this.inventory = rooms.inventory();
    }

    void movements(RoutingContext request) {
        taking.json(request, brought -> book(brought.body()));
    }

    /** A table of items, as a spreadsheet saves it. */
    void table(RoutingContext request) {
        taking.take(request, brought -> {
            boolean dryRun = brought.asked().flag("dryRun");
            try {
                Unknown unknown = unknown(brought.asked());
                return Taking.given(taken(inventory.catalogue().take(brought.body(), dryRun, unknown), dryRun));
            } catch (DeskBusy another) {
                return Taking.given(Awaited.later(String.valueOf(another.getMessage())));
            }
        });
    }

    private static Unknown unknown(Asked asked) throws InvalidRequest {
        String word = asked.parameter("unknown").orElse(Unknown.ADD.word());
        return Unknown.ofWord(word)
                .orElseThrow(() -> new InvalidRequest(
                        400,
                        "The parameter 'unknown' is neither add nor skip",
                        "Write unknown=skip to leave out what the catalogue does not have."));
    }

    /** Puts an item, whole, in the place of what is known under its id. */
    void item(RoutingContext request) {
        taking.json(request, brought -> {
            Item sent = ItemEdits.read(brought.path("id"), brought.body());
            return change(brought, _ -> Optional.of(sent), ItemEdits.otherwise());
        });
    }

    /** Trades it no longer; what is known of it stays, since lines name it. */
    void retire(RoutingContext request) {
        taking.take(
                request,
                brought -> change(
                        brought,
                        now -> now.map(Item::asRetired),
                        StockApi.unknown(brought.path("id")).answer()));
    }

    private CompletionStage<Answer> change(Taking.Brought brought, Change.Edit edit, Answer missing)
            throws SQLException {
        return inventory
                .catalogue()
                .change(brought.path("id"), ItemEdits.where(brought.asked(), edit))
                .thenApply(change -> ItemEdits.answer(change, missing));
    }

    private static Answer taken(Catalogue.Import taken, boolean dryRun) {
        Answer.Body counts = json -> {
            json.writeNumberField("added", taken.added());
            json.writeNumberField("changed", taken.changed());
            json.writeNumberField("same", taken.same());
            json.writeNumberField("leftOut", taken.leftOut());
            json.writeFieldName("lost");
            Answer.objects(json, taken.lost(), StockIntake::write);
        };
        if (taken.problems().isEmpty()) {
            return Answer.object(json -> {
                json.writeBooleanField("dryRun", dryRun);
                counts.write(json);
                if (dryRun) {
                    json.writeFieldName("differences");
                    Answer.objects(json, taken.differences(), StockIntake::write);
                }
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
                    Answer.objects(
                            json, taken.problems().stream().limit(LINES_MAX).toList(), StockIntake::write);
                });
    }

    private static void write(JsonGenerator json, Catalogue.Problem problem) throws IOException {
        json.writeNumberField("line", problem.line());
        json.writeStringField("reason", problem.problem());
    }

    private static void write(JsonGenerator json, Loss loss) throws IOException {
        json.writeStringField("column", loss.column());
        json.writeNumberField("items", loss.items());
        json.writeStringField("first", loss.first());
    }

    private static void write(JsonGenerator json, Difference difference) throws IOException {
        json.writeStringField("item", difference.after().id());
        json.writeStringField("name", difference.after().name());
        json.writeBooleanField("new", difference.before().isEmpty());
        json.writeFieldName("columns");
        Answer.objects(json, difference.cells(false), (each, cell) -> {
            each.writeStringField("column", cell.column());
            each.writeStringField("before", cell.before());
            each.writeStringField("after", cell.after());
        });
    }

    private CompletionStage<Answer> book(byte[] body) throws SQLException, UnreadableJson {
        return inventory.desk().book(Requests.read(body)).thenApply(answer -> answer(answer, isList(body)));
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
            case Desk.Answer.Booked(List<String> ids) -> booked(ids, list);
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
    private static Answer booked(List<String> ids, boolean list) {
        Answer booked = list
                ? Answer.list(ids, (json, id) -> json.writeStringField("id", id))
                : Answer.object(json -> json.writeStringField("id", ids.getFirst()));
        return booked.as(201);
    }

    private static void write(JsonGenerator json, List<Desk.Problem> problems) throws IOException {
        json.writeFieldName("items");
        Answer.objects(json, problems.subList(0, Math.min(problems.size(), PROBLEMS_MAX)), (_, problem) -> {
            json.writeNumberField("index", problem.index());
            json.writeStringField("reason", problem.reason());
        });
    }
}
