package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import io.tidegate.observation.ObservationJson;
import io.tidegate.observation.UnreadableJson;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Takes observations in by HTTP. A 2xx goes out after the journal's commit; any other status says that nothing of the
 * request is known to be taken, or booked. All or nothing: one bad item refuses them all, so that a sender never has to find out
 * which half arrived. Used by the server's event loop only.
 */
final class Intake {

    /** One request's body. 10,000 small observations fit. */
    static final int BODY_BYTES_MAX = 1 << 20;

    /** Larger bodies are read on a worker, since reading a megabyte holds an event loop up for tens of milliseconds. */
    private static final int BODY_BYTES_QUICK = 16 * 1024;

    /** Reasons that an answer lists; a sender that has 10,000 bad items has one mistake. */
    static final int REASONS_MAX = 100;

    private final Taking taking;
    private final Rooms rooms;
    private final Workers workers;
    private final ScanApi scans;

    Intake(Taking taking, Rooms rooms, Workers workers) {
        this.taking = taking;
        this.rooms = rooms;
        this.workers = workers;
        this.scans = new ScanApi(rooms);
    }

    void observations(RoutingContext request) {
        taking.beginJson(request, brought -> take(brought, false));
    }

    void scans(RoutingContext request) {
        taking.beginJson(request, brought -> take(brought, true));
    }

    private Future<CompletionStage<Answer>> take(Taking.Brought brought, boolean scansOnly) {
        byte[] body = brought.body();
        Instant arrival = rooms.surroundings().clock().instant();
        Future<Read> read = body.length <= BODY_BYTES_QUICK
                ? Future.succeededFuture(read(body, arrival, scansOnly))
                : workers.run(() -> read(body, arrival, scansOnly));
        return read.map(found -> record(brought.mark(), found));
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
            return new Read.Unfit(Taking.unreadable(e));
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

    private CompletionStage<Answer> record(Optional<Once.Mark> mark, Read read) {
        return switch (read) {
            case Read.Unfit unfit -> Taking.given(unfit.answer());
            case Read.Fit(List<Observation> seen) when seen.isEmpty() -> Taking.given(taken(0));
            case Read.Fit(List<Observation> seen) -> commit(mark, seen);
        };
    }

    private CompletionStage<Answer> commit(Optional<Once.Mark> mark, List<Observation> seen) {
        Batch left = rooms.fields().conditioning().apply(new Batch(seen, List.of()));
        if (left.isEmpty()) {
            return Taking.given(taken(seen.size()));
        }
        ScanApi.Expected expected = scans.expect(left);
        Optional<CompletionStage<Void>> onDisk = submit(left, mark, seen.size());
        if (onDisk.isEmpty()) {
            rooms.fields().conditioning().forget(left);
            return Taking.given(Awaited.later(DeskBusy.FULL));
        }
        CompletionStage<Void> taken = rooms.fields().conditioning().follow(left, onDisk.get());
        return expected.isEmpty()
                ? taken.thenApply(_ -> taken(seen.size()))
                : taken.thenCompose(_ -> scans.answered(expected, seen.size()));
    }

    /** With the mark of its key in the same commit, unless each is known by an id of its own. */
    private Optional<CompletionStage<Void>> submit(Batch left, Optional<Once.Mark> mark, int count) {
        return mark.isEmpty() || left.seen().stream().allMatch(Intake::hasId)
                ? rooms.journal().trySubmit(left)
                : rooms.journal().trySubmit(left, mark.get().along(taken(count)));
    }

    private static boolean hasId(Observation seen) {
        return seen instanceof Observation.Scan scan && scan.scanId().isPresent();
    }

    private static Answer taken(int count) {
        return Answer.object(json -> json.writeNumberField("taken", count));
    }
}
