package io.tidegate.gateway.pages;

import io.tidegate.observation.UnreadableJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request change something: a worker does what it asks for, and it is answered when that is on disk. A 2xx says that
 * it is; any other status, that nothing of the request is known to be done. Used by the server's event loop only.
 */
final class Taking {

    /**
     * What a request brings.
     *
     * @param mark of its key
     */
    record Brought(Asked asked, byte[] body, Optional<Once.Mark> mark) {

        String path(String name) {
            return asked.path().getOrDefault(name, "");
        }
    }

    /** Does what a request asks for, on a worker thread. The stage completes when it is on disk. */
    @FunctionalInterface
    interface Work {
        CompletionStage<Answer> take(Brought brought) throws Exception;
    }

    /** Begins to do what a request asks for, on the event loop. */
    @FunctionalInterface
    interface Start {
        Future<CompletionStage<Answer>> begin(Brought brought);
    }

    private final Awaited awaited;
    private final Once once;
    private final Rooms rooms;
    private final Workers workers;

    Taking(Awaited awaited, Once once, Rooms rooms, Workers workers) {
        this.awaited = awaited;
        this.once = once;
        this.rooms = rooms;
        this.workers = workers;
    }

    /** Of a request that brings JSON. */
    void json(RoutingContext request, Work work) {
        beginJson(request, onWorker(work));
    }

    void take(RoutingContext request, Work work) {
        begin(request, onWorker(work));
    }

    private Start onWorker(Work work) {
        return brought -> workers.run(() -> answer(work, brought));
    }

    /** Of a request that brings JSON. */
    void beginJson(RoutingContext request, Start start) {
        try {
            mustBeJson(request);
            begin(request, start);
        } catch (InvalidRequest refused) {
            refused.answer().send(request.response());
        }
    }

    private void begin(RoutingContext request, Start start) {
        Optional<Answer> trouble = rooms.journal().trouble().map(Awaited::later);
        if (trouble.isPresent()) {
            trouble.get().send(request.response());
            return;
        }
        Asked asked = Asked.of(request);
        byte[] body = body(request);
        var _ = once.take(asked, body, mark -> start.begin(new Brought(asked, body, mark)))
                .onSuccess(answer -> awaited.answer(request, answer))
                .onFailure(e -> Workers.notTaken(request, e).send(request.response()));
    }

    static void mustBeJson(RoutingContext request) throws InvalidRequest {
        if (!isJson(request.request().getHeader("Content-Type"))) {
            throw new InvalidRequest(
                    415, "The body is not declared as JSON", "Send the header Content-Type: application/json.");
        }
    }

    /** Empty where the request brings none. */
    static byte[] body(RoutingContext request) {
        Buffer buffer = request.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static CompletionStage<Answer> answer(Work work, Brought brought) throws Exception {
        try {
            return work.take(brought);
        } catch (UnreadableJson unreadable) {
            return given(unreadable(unreadable));
        } catch (InvalidRequest invalid) {
            return given(invalid.answer());
        }
    }

    static Answer unreadable(UnreadableJson e) {
        return Answer.problem(
                e.tooLarge() ? 413 : 400,
                String.valueOf(e.getMessage()),
                e.tooLarge() ? "Shorten it, or send it in smaller parts." : "Mend the JSON and send it again.");
    }

    /** There is nothing to wait for. */
    static CompletionStage<Answer> given(Answer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
