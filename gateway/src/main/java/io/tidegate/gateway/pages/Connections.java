package io.tidegate.gateway.pages;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps slow and many callers from holding everything: bounded connections, each of which must ask soon and finish asking
 * soon. Used by the server's event loop only.
 */
final class Connections {

    /** A household of browsers and programs needs a few dozen. One too many, and who has asked nothing for longest goes. */
    static final int OPEN_MAX = 256;

    /** From opening a connection to the end of its first request's headers. */
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(15);

    /** From the end of a POST's headers to the end of its answer; longer than {@link Intake} waits for the disk. */
    private static final Duration BODY = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final Duration firstRequest;
    private final Duration body;
    private final Map<HttpConnection, Long> timers = new HashMap<>();
    private final Set<HttpConnection> open = new HashSet<>();

    private final Map<HttpConnection, HttpServerRequest> underWay = new HashMap<>();

    /** Those of the open ones that owe us a whole request, the one that has said nothing for longest first. */
    private final LinkedHashSet<HttpConnection> unasked = new LinkedHashSet<>();

    Connections(Vertx vertx) {
        this(vertx, FIRST_REQUEST, BODY);
    }

    Connections(Vertx vertx, Duration firstRequest, Duration body) {
        this.vertx = vertx;
        this.firstRequest = firstRequest;
        this.body = body;
    }

    void opened(HttpConnection connection) {
        if (open.size() >= OPEN_MAX) {
            if (unasked.isEmpty()) {
                var _ = connection.close();
                return;
            }
            end(unasked.getFirst());
        }
        open.add(connection);
        unasked.add(connection);
        timers.put(connection, vertx.setTimer(firstRequest.toMillis(), _ -> connection.close()));
        connection.closeHandler(_ -> forget(connection));
    }

    void asked(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (!open.contains(connection)) {
            return; // It is being closed.
        }
        cancel(connection);
        // Only what sends a body can send it slowly; a live page, which is a GET, stays for days.
        if (Route.bringsBody(request.method())) {
            timers.put(connection, vertx.setTimer(body.toMillis(), _ -> connection.close()));
        }
        underWay.put(connection, request);
        unasked.addLast(connection);
        Future<Void> whole = request.isEnded() ? Future.succeededFuture() : request.end();
        whole.onSuccess(_ -> {
            if (request.equals(underWay.get(connection))) {
                unasked.remove(connection);
            }
        });
        request.response().bodyEndHandler(_ -> answered(request));
    }

    private void answered(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        // Vert.x tells it after the next request where that one waited already.
        if (underWay.remove(connection, request)) {
            cancel(connection);
            unasked.addLast(connection);
        }
    }

    private void end(HttpConnection connection) {
        forget(connection);
        var _ = connection.close();
    }

    private void forget(HttpConnection connection) {
        open.remove(connection);
        underWay.remove(connection);
        unasked.remove(connection);
        cancel(connection);
    }

    private void cancel(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
