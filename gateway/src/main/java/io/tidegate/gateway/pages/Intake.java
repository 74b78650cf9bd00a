package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import io.tidegate.observation.ObservationJson;
import io.tidegate.observation.UnreadableJson;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes observations in by HTTP. A 2xx goes out after the journal's commit; any other status says that nothing of the
 * request is known to be taken. All or nothing: one bad item refuses them all, so that a sender never has to find out
 * which half arrived. Used by the server's event loop only.
 */
final class Intake {

    /** One request's body. 10,000 small observations fit. */
    static final int BODY_BYTES_MAX = 1 << 20;

    /** Larger bodies are read on a worker, since reading a megabyte holds an event loop up for tens of milliseconds. */
    private static final int BODY_BYTES_QUICK = 16 * 1024;

    /** Reasons that an answer lists; a sender that has 10,000 bad items has one mistake. */
    private static final int REASONS_MAX = 100;

    private final Awaited awaited;
    private final Rooms rooms;
    private final Workers workers;
    private final ScanApi scans;

    Intake(Awaited awaited, Rooms rooms, Workers workers) {
        this.awaited = awaited;
        this.rooms = rooms;
        this.workers = workers;
        this.scans = new ScanApi(rooms);
    }

    void observations(RoutingContext request) {
        take(request, false);
    }

    void scans(RoutingContext request) {
        take(request, true);
    }

    private void take(RoutingContext request, boolean scansOnly) {
        Optional<Answer> refusal = refusal(request);
        if (refusal.isPresent()) {
            refusal.get().send(request.response());
            return;
        }
        byte[] body = body(request);
        Instant arrival = rooms.surroundings().clock().instant();
        if (body.length <= BODY_BYTES_QUICK) {
            record(request, read(body, arrival, scansOnly));
        } else {
            workers.run(() -> read(body, arrival, scansOnly))
                    .onSuccess(read -> record(request, read))
                    .onFailure(e -> Workers.notTaken(request, e).send(request.response()));
        }
    }

    static byte[] body(RoutingContext request) {
        return request.body().buffer() == null
                ? new byte[0]
                : request.body().buffer().getBytes();
    }

    /** Why nothing can be taken from it. */
    private Optional<Answer> refusal(RoutingContext request) {
        if (!isJson(request.request().getHeader("Content-Type"))) {
            return Optional.of(notJson());
        }
        return rooms.journal().trouble().map(Awaited::later);
    }

    static Answer notJson() {
        return Answer.problem(
                415, "The body is not declared as JSON", "Send the header Content-Type: application/json.");
    }

    static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    /** Either observations, or the answer that refuses them. */
    private sealed interface Read {
        record Fit(List<Observation> seen) implements Read {}

        record Unfit(Answer answer) implements Read {}
    }

    private static Read read(byte[] body, Instant arrival, boolean scansOnly) {
        List<ObservationJson.Item> items;
        try {
            items = ObservationJson.read(body, arrival);
        } catch (UnreadableJson e) {
            return new Read.Unfit(unreadable(e));
        }
        List<Observation> seen = new ArrayList<>();
        List<ObservationJson.Bad> bad = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            switch (items.get(index)) {
                case ObservationJson.Bad each -> bad.add(each);
                case ObservationJson.Good good -> {
                    if (scansOnly && !(good.observation() instanceof Observation.Scan)) {
                        bad.add(new ObservationJson.Bad(
                                index, "This is no scan. Send {\"device\":...,\"data\":...} or use /observations."));
                    }
                    seen.add(good.observation());
                }
            }
        }
        return bad.isEmpty() ? new Read.Fit(seen) : new Read.Unfit(unprocessable(bad));
    }

    static Answer unreadable(UnreadableJson e) {
        return Answer.problem(
                e.tooLarge() ? 413 : 400,
                String.valueOf(e.getMessage()),
                e.tooLarge() ? "Send it in smaller parts." : "Mend the JSON and send it again.");
    }

    private static Answer unprocessable(List<ObservationJson.Bad> bad) {
        return Answer.problem(
                422,
                bad.size() == 1 ? "1 item cannot be taken" : bad.size() + " items cannot be taken",
                "Nothing of this request was taken. Mend or leave out the items named, and send the others again.",
                json -> {
                    json.writeFieldName("items");
                    Answer.objects(json, bad.subList(0, Math.min(bad.size(), REASONS_MAX)), (_, each) -> {
                        json.writeNumberField("index", each.index());
                        json.writeStringField("reason", each.reason());
                    });
                });
    }

    private void record(RoutingContext request, Read read) {
        switch (read) {
            case Read.Unfit unfit -> unfit.answer().send(request.response());
            case Read.Fit(List<Observation> seen) when seen.isEmpty() -> taken(0).send(request.response());
            case Read.Fit(List<Observation> seen) -> commit(request, seen);
        }
    }

    private void commit(RoutingContext request, List<Observation> seen) {
        Batch left = rooms.fields().conditioning().apply(new Batch(seen, List.of()));
        if (left.isEmpty()) {
            taken(seen.size()).send(request.response());
            return;
        }
        ScanApi.Expected expected = scans.expect(left);
        Optional<CompletionStage<Void>> onDisk = rooms.journal().trySubmit(left);
        if (onDisk.isEmpty()) {
            rooms.fields().conditioning().forget(left);
            Awaited.later("more is waiting for the disk than may wait").send(request.response());
            return;
        }
        CompletionStage<Void> taken = rooms.fields().conditioning().follow(left, onDisk.get());
        awaited.answer(
                request,
                expected.isEmpty()
                        ? taken.thenApply(_ -> taken(seen.size()))
                        : taken.thenCompose(_ -> scans.answered(expected, seen.size())));
    }

    private static Answer taken(int count) {
        return Answer.json((JsonGenerator json) -> writeTaken(json, count));
    }

    private static void writeTaken(JsonGenerator json, int count) throws IOException {
        json.writeStartObject();
        json.writeNumberField("taken", count);
        json.writeEndObject();
    }
}
