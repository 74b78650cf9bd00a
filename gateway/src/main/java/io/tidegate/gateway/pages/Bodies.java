package io.tidegate.gateway.pages;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Keeps what callers send from filling the memory together: a body counts from its announcement to its answer. Used by the
 * server's event loop only.
 */
final class Bodies {

    /** Of all that are under way; three of the largest, or thousands of usual ones. */
    static final long BYTES_MAX = 3 << 20;

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

    private long held;

    void admit(RoutingContext request) {
        if (!request.request().method().equals(HttpMethod.POST)) {
            request.next();
            return;
        }
        long bytes = announced(request.request());
        if (held + bytes > BYTES_MAX) {
            Answer.problem(503, "Too much is being sent at once", "Keep it and send it again.")
                    .after(COME_BACK_AFTER)
                    .send(request.response().putHeader("Connection", "close"));
            return;
        }
        held += bytes;
        var _ = request.addEndHandler(_ -> held -= bytes);
        request.next();
    }

    /** Of one that does not say, the most that it may be; one that is too large is refused before it is read. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? Intake.BODY_BYTES_MAX : Math.min(Long.parseLong(length), Intake.BODY_BYTES_MAX);
        } catch (NumberFormatException garbled) {
            return Intake.BODY_BYTES_MAX;
        }
    }
}
