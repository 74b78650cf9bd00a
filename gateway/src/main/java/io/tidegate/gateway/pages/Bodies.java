package io.tidegate.gateway.pages;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what callers send from filling the memory together: a body counts from its announcement to its answer. Used by the
 * server's event loop only.
 */
final class Bodies {

    /** Of all that are under way, the small ones included. */
    static final long BYTES_MAX = 3 << 20;

    /** One table of items: all that is left for large ones. */
    static final int TABLE_BYTES_MAX = 2 << 20;

    /** A body of this size always has room, so that large ones keep no reading and no button out. */
    private static final int SMALL_BYTES = 4 * 1024;

    private static final long LARGE_BYTES_MAX = BYTES_MAX - (long) Connections.OPEN_MAX * SMALL_BYTES;

    /** Who announced a large body and has not sent it by then gives way to the next one. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

    private record Large(long bytes, long sinceNanos) {}

    /** The oldest first. */
    private final Map<RoutingContext, Large> large = new LinkedHashMap<>();

    private long held;

    void admit(RoutingContext request) {
        long bytes = Route.bringsBody(request.request().method()) ? announced(request.request()) : 0;
        if (bytes <= SMALL_BYTES) {
            request.next();
            return;
        }
        if (held + bytes > LARGE_BYTES_MAX) {
            endOldest();
            Answer.problem(503, "Too much is being sent at once", "Keep it and send it again.")
                    .after(COME_BACK_AFTER)
                    .send(request.response().putHeader("Connection", "close"));
            return;
        }
        held += bytes;
        large.put(request, new Large(bytes, System.nanoTime()));
        var _ = request.addEndHandler(_ -> {
            large.remove(request);
            held -= bytes;
        });
        request.next();
    }

    /** The caller that was sent away finds room when it comes back. */
    private void endOldest() {
        large.entrySet().stream()
                .findFirst()
                .filter(oldest -> System.nanoTime() - oldest.getValue().sinceNanos > PATIENCE_NANOS)
                .filter(oldest -> !oldest.getKey().request().isEnded())
                .ifPresent(oldest -> {
                    var _ = oldest.getKey().request().connection().close();
                });
    }

    /** Of one that does not say, the most that it may be; one that is too large is refused before it is read. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null && request.getHeader("Transfer-Encoding") == null) {
            return 0;
        }
        long most = Takes.at(request.path()).bytesMax();
        try {
            return length == null ? most : Math.min(Long.parseLong(length), most);
        } catch (NumberFormatException garbled) {
            return most;
        }
    }
}
