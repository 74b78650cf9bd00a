package io.tidegate.gateway.pages;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers a request once the disk has what it brought, or says that this cannot be known. Safe from any thread. */
final class Awaited {

    private static final Duration COMMIT_WAIT_MAX = Duration.ofSeconds(15);

    /** So long a form waits, on a worker, of which there are few. */
    static final Duration FORM_WAIT_MAX = Duration.ofSeconds(5);

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

    private final Vertx vertx;

    Awaited(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Called on the event loop of the request. A stage that fails does so because the journal has been closed. */
    void answer(RoutingContext request, CompletionStage<Answer> onDisk) {
        Context loop = vertx.getOrCreateContext();
        long timer = vertx.setTimer(
                COMMIT_WAIT_MAX.toMillis(),
                _ -> later("the disk does not answer; it may be recorded all the same")
                        .send(request.response()));
        var _ = onDisk.whenComplete((answer, failure) -> loop.runOnContext(_ -> {
            vertx.cancelTimer(timer);
            Answer given = failure == null ? answer : later("the journal is closed");
            given.send(request.response());
        }));
    }

    /**
     * The outcome of what a person's form brought. For worker threads.
     *
     * @throws TimeoutException when the disk has not answered within {@link #FORM_WAIT_MAX}; it may be done all the same
     */
    static <T> T byForm(CompletionStage<T> onDisk) throws InterruptedException, ExecutionException, TimeoutException {
        return onDisk.toCompletableFuture().get(FORM_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Answer later(String why) {
        return Answer.problem(503, "Nothing can be taken now: " + why, "Keep it and send it again.")
                .after(COME_BACK_AFTER);
    }
}
