package io.tidegate.gateway.pages;

import io.tidegate.observation.UnreadableJson;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets a request change something: a worker does what it asks for, and it is answered when that is on disk. A 2xx says that
 * it is; any other status, that nothing of the request is known to be done. Used by the server's event loop only.
 */
final class Taking {

    /** What a request brings. */
    record Brought(Asked asked, byte[] body) {

        String path(String name) {
            return asked.path().getOrDefault(name, "");
        }
    }

    /** Does what a request asks for, on a worker thread. The stage completes when it is on disk. */
    @FunctionalInterface
    interface Work {
        CompletionStage<Answer> take(Brought brought) throws Exception;
    }

    private final Awaited awaited;
    private final Rooms rooms;
    private final Workers workers;

    Taking(Awaited awaited, Rooms rooms, Workers workers) {
        this.awaited = awaited;
        this.rooms = rooms;
        this.workers = workers;
    }

    /** Of a request that brings JSON. */
    void json(RoutingContext request, Work work) {
        if (Intake.isJson(request.request().getHeader("Content-Type"))) {
            take(request, work);
        } else {
            Intake.notJson().send(request.response());
        }
    }

    void take(RoutingContext request, Work work) {
        Optional<Answer> trouble = rooms.journal().trouble().map(Awaited::later);
        if (trouble.isPresent()) {
            trouble.get().send(request.response());
            return;
        }
        Brought brought = new Brought(Asked.of(request), Intake.body(request));
        workers.run(() -> answer(work, brought))
                .onSuccess(answer -> awaited.answer(request, answer))
                .onFailure(e -> Workers.notTaken(request, e).send(request.response()));
    }

    private static CompletionStage<Answer> answer(Work work, Brought brought) throws Exception {
        try {
            return work.take(brought);
        } catch (UnreadableJson unreadable) {
            return given(Intake.unreadable(unreadable));
        } catch (InvalidRequest invalid) {
            return given(invalid.answer());
        }
    }

    /** There is nothing to wait for. */
    static CompletionStage<Answer> given(Answer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
