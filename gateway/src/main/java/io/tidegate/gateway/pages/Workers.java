package io.tidegate.gateway.pages;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;

/** The few threads on which pages read the database, so that no event loop ever waits for a disk. Safe from any thread. */
final class Workers implements AutoCloseable {

    private static final int THREADS = 2;

    /** Vert.x warns in the log about a question that takes longer. */
    private static final long QUESTION_SECONDS_MAX = 10;

    /** Questions that may wait; a caller beyond it is told to come back. */
    private static final int WAITING_MAX = 64;

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

    /** Of answers that wait for their callers to read them; one beyond it is told to come back. */
    static final long UNREAD_BYTES_MAX = 8 << 19;

    /** Answers a request, on a worker thread. */
    @FunctionalInterface
    interface Question {
        Answer answer(Asked asked) throws Exception;
    }

    private final WorkerExecutor executor;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong unread = new AtomicLong();

    Workers(Vertx vertx) {
        executor = vertx.createSharedWorkerExecutor("pages", THREADS, QUESTION_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Has the question answered on a worker, and the answer sent from the event loop. */
    void answer(RoutingContext request, Question question) {
        Asked asked = Asked.of(request);
        run(() -> question.answer(asked))
                .onSuccess(answer -> send(answer, request.response()))
                .onFailure(e -> failure(request, e).send(request.response()));
    }

    private void send(Answer answer, HttpServerResponse response) {
        long bytes = answer.body().length;
        if (unread.addAndGet(bytes) > UNREAD_BYTES_MAX) {
            unread.addAndGet(-bytes);
            busy().send(response);
            return;
        }
        answer.sent(response).onComplete(_ -> unread.addAndGet(-bytes));
    }

    <T> Future<T> run(Callable<T> work) {
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            return Future.failedFuture(new Busy());
        }
        return executor.executeBlocking(work, false).onComplete(_ -> waiting.decrementAndGet());
    }

    private static Answer failure(RoutingContext request, Throwable e) {
        return switch (e) {
            case InvalidRequest invalid -> invalid.answer();
            case Busy _ -> busy();
            default -> {
                log(request, e);
                yield Answer.problem(
                        500, "The gateway could not answer", "Look into its log; nothing that was recorded is lost.");
            }
        };
    }

    /** For a sender that keeps what it sent: it may come again, whatever was wrong. A bug is seen in the log. */
    static Answer notTaken(RoutingContext request, Throwable e) {
        if (e instanceof Busy) {
            return Awaited.later("too many requests at once");
        }
        log(request, e);
        return Awaited.later("the gateway's log says why");
    }

    private static void log(RoutingContext request, Throwable e) {
        Logger.error(
                e, "{} {} failed", request.request().method(), request.request().path());
    }

    private static Answer busy() {
        return Answer.problem(503, "Too many questions at once", "Ask again in a moment.")
                .after(COME_BACK_AFTER);
    }

    @Override
    public void close() {
        var _ = executor.close();
    }

    /** No worker is free and enough wait. */
    private static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("too many questions at once", null, false, false);
        }
    }
}
