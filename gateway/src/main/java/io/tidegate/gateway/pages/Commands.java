package io.tidegate.gateway.pages;

import io.tidegate.driver.Command;
import io.tidegate.driver.Outcome;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import io.tidegate.site.Control;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Tells devices what people want of them, where the site file allows it, and answers with what became of it. A device
 * answers within seconds, and nothing here waits for it. Used by the server's event loop only.
 */
final class Commands {

    /** Commands whose ids are remembered. The oldest is forgotten. */
    static final int REMEMBERED_MAX = 256;

    private record Key(DeviceId device, String id) {}

    private record Given(Command command, CompletionStage<Outcome> outcome) {}

    private final Vertx vertx;
    private final Rooms rooms;
    private final Map<Key, Given> given = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Given> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    Commands(Vertx vertx, Rooms rooms) {
        this.vertx = vertx;
        this.rooms = rooms;
    }

    /** From a program. */
    void take(RoutingContext request) {
        try {
            Taking.mustBeJson(request);
            DeviceId device = FloorApi.deviceId(String.valueOf(request.pathParam("id")));
            mustBeAllowed(control(device));
            CommandBody body = CommandBody.read(Taking.body(request));
            send(request, tell(device, body), outcome -> answer(body, outcome));
        } catch (InvalidRequest refused) {
            refused.answer().send(request.response());
        }
    }

    /** From a button of the page, which is shown again. */
    void press(RoutingContext request) {
        try {
            DeviceId device = FloorApi.deviceId(String.valueOf(request.pathParam("device")));
            Control control = control(device);
            mustBeAllowed(control);
            String field = String.valueOf(request.pathParam("field"));
            String word = String.valueOf(request.pathParam("value"));
            Value value = control.choices().getOrDefault(field, List.of()).stream()
                    .filter(each -> Rooms.word(each).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new InvalidRequest(404, "There is no such button", "Open the page again."));
            Command command = new Command(Map.of(field, value), Optional.empty());
            send(request, tell(device, new CommandBody(Optional.empty(), command)), outcome -> page(device, outcome));
        } catch (InvalidRequest refused) {
            refused.answer().send(request.response());
        }
    }

    private Control control(DeviceId device) throws InvalidRequest {
        if (rooms.siteFile().running().devices().stream()
                .noneMatch(each -> each.id().equals(device))) {
            throw new InvalidRequest(
                    404,
                    "There is no device '" + device + "' in the site file",
                    "GET /api/v1/site shows those there are.");
        }
        return rooms.control(device)
                .orElseThrow(() -> new InvalidRequest(
                        409, "Nobody tells this device what to do", "Give commands to outputs, such as relays."));
    }

    private static void mustBeAllowed(Control control) throws InvalidRequest {
        if (!control.allowed().contains(Control.Asker.PAGE)) {
            throw new InvalidRequest(
                    403,
                    "The site file does not let the pages tell this device what to do",
                    "Add 'allow: page' to the device, if everybody who can open the pages may do so.");
        }
    }

    private CompletionStage<Outcome> tell(DeviceId device, CommandBody body) throws InvalidRequest {
        if (body.id().isEmpty()) {
            return rooms.surroundings().tell().apply(device, body.command());
        }
        Key key = new Key(device, body.id().get());
        Given before = given.get(key);
        if (before != null && !before.command().equals(body.command())) {
            throw new InvalidRequest(422, "This id was another command's", "Choose another id for each command.");
        }
        if (before == null) {
            before = new Given(body.command(), rooms.surroundings().tell().apply(device, body.command()));
            given.put(key, before);
        }
        return before.outcome();
    }

    private void send(RoutingContext request, CompletionStage<Outcome> outcome, Function<Outcome, Answer> answer) {
        Context loop = vertx.getOrCreateContext();
        var _ = outcome.thenAccept(
                known -> loop.runOnContext(_ -> answer.apply(known).send(request.response())));
    }

    private static Answer answer(CommandBody body, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ ->
                Answer.object(json -> {
                    if (body.id().isPresent()) {
                        json.writeStringField("id", body.id().get());
                    }
                    json.writeStringField("outcome", "done");
                });
            case Outcome.Declined declined ->
                Answer.problem(
                        409,
                        "It is not done: " + declined.reason(),
                        "Mend that, and send a new command; an id stays with its answer.",
                        json -> json.writeStringField("outcome", "declined"));
            case Outcome.Unanswered unanswered ->
                Answer.problem(
                        504,
                        "It is not certain: " + unanswered.reason(),
                        "Look at the device.",
                        json -> json.writeStringField("outcome", "unanswered"));
        };
    }

    private static Answer page(DeviceId device, Outcome outcome) {
        String notice = switch (outcome) {
            case Outcome.Done _ -> "";
            case Outcome.Declined _ -> Notice.DECLINED.query();
            case Outcome.Unanswered _ -> Notice.UNANSWERED.query();
        };
        return Answer.seeOther("/" + notice + "#device-" + device);
    }
}
