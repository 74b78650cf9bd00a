package io.tidegate.gateway.pages;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps slow and many callers from holding everything: bounded connections, each of which must ask soon and finish asking
 * soon. Used by the server's event loop only.
 */
final class Connections {

    /** A household of browsers and programs needs a few dozen; one above it is closed at once. */
    static final int OPEN_MAX = 256;

    /** From opening a connection to the end of its first request's headers. */
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(15);

    /** From the end of a POST's headers to the end of its answer; longer than {@link Intake} waits for the disk. */
    private static final Duration BODY = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final Duration firstRequest;
    private final Duration body;
    private final Map<HttpConnection, Long> timers = new HashMap<>();
    private int open;

    Connections(Vertx vertx) {
        this(vertx, FIRST_REQUEST, BODY);
    }

    Connections(Vertx vertx, Duration firstRequest, Duration body) {
        this.vertx = vertx;
        this.firstRequest = firstRequest;
        this.body = body;
    }

    void opened(HttpConnection connection) {
        if (open >= OPEN_MAX) {
            var _ = connection.close();
            return;
        }
        open++;
        timers.put(connection, vertx.setTimer(firstRequest.toMillis(), _ -> connection.close()));
        connection.closeHandler(_ -> {
            open--;
            cancel(connection);
        });
    }

    void asked(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        cancel(connection);
        // Only what sends a body can send it slowly; a live page, which is a GET, stays for days.
        if (request.method().equals(HttpMethod.POST)) {
            timers.put(connection, vertx.setTimer(body.toMillis(), _ -> connection.close()));
            request.response().endHandler(_ -> cancel(connection));
        }
    }

    private void cancel(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
