package io.tidegate.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A cloud on this machine for the demo: {@code POST /ingest} takes batches, a page on a port of its own shows what has
 * arrived and has a switch for the line. Cutting it closes the listener of {@code /ingest} and its connections, as a
 * provider's outage does. Safe from any thread.
 */
public final class StandInCloud {

    /** The largest batch that a sink can be told to send is far below. */
    private static final long BODY_BYTES_MAX = 16L * 1024 * 1024;

    private final Vertx vertx;
    private final String host;
    private final Arrivals arrivals = new Arrivals(Clock.systemUTC());
    private volatile int ingestPort;
    private volatile @Nullable HttpServer ingest;
    private volatile @Nullable HttpServer page;

    private StandInCloud(Vertx vertx, String host, int ingestPort) {
        this.vertx = vertx;
        this.host = host;
        this.ingestPort = ingestPort;
    }

    /** Completes when both listen; port 0 takes a free one. */
    public static Future<StandInCloud> start(Vertx vertx, String host, int pagePort, int ingestPort) {
        StandInCloud cloud = new StandInCloud(vertx, host, ingestPort);
        return cloud.join().compose(_ -> cloud.listenForVisitors(pagePort)).map(cloud);
    }

    private Future<Void> listenForVisitors(int pagePort) {
        Router router = Router.router(vertx);
        router.get("/").handler(context -> html(context, CloudPage.whole(arrivals.picture(), isJoined())));
        router.get("/live").handler(context -> html(context, CloudPage.fragment(arrivals.picture(), isJoined())));
        // What browsers ask for by themselves, and there is none: else it would be told that only a POST is allowed.
        router.get("/favicon.ico")
                .handler(context -> context.response().setStatusCode(204).end());
        router.post().handler(StandInCloud::refuseOtherSites);
        router.post("/cut").handler(context -> back(context, cut()));
        router.post("/join").handler(context -> back(context, join()));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(pagePort, host)
                .onSuccess(server -> page = server)
                .mapEmpty();
    }

    /** Takes the line away: whoever sends finds nobody listening. */
    public synchronized Future<Void> cut() {
        HttpServer open = ingest;
        ingest = null;
        if (open == null) {
            return Future.succeededFuture();
        }
        Logger.info("stand-in cloud: the line is cut");
        return open.close();
    }

    /** Gives it back, on the port that it had. */
    public synchronized Future<Void> join() {
        if (ingest != null) {
            return Future.succeededFuture();
        }
        Router router = Router.router(vertx);
        router.post("/ingest")
                .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX))
                .handler(this::take);
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setDecompressionSupported(true))
                .requestHandler(router);
        ingest = server;
        return server.listen(ingestPort, host)
                .onSuccess(listening -> {
                    ingestPort = listening.actualPort();
                    Logger.info("stand-in cloud: the line is up, port {}", ingestPort);
                })
                .onFailure(_ -> forget(server))
                .mapEmpty();
    }

    private synchronized void forget(HttpServer failed) {
        if (failed.equals(ingest)) {
            ingest = null;
        }
    }

    private void take(RoutingContext context) {
        try {
            JsonArray batch = context.body().asJsonArray();
            if (batch == null) {
                throw new IllegalArgumentException("a batch is a JSON array of entries");
            }
            arrivals.take(batch);
            context.response().setStatusCode(204).end();
        } catch (DecodeException | IllegalArgumentException | ClassCastException unreadable) {
            context.response().setStatusCode(422).end(String.valueOf(unreadable.getMessage()));
        }
    }

    /** A page from elsewhere must not cut the line behind the visitor's back. */
    private static void refuseOtherSites(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equals("http://" + request.getHeader("Host"))) {
            context.response().setStatusCode(403).end("Use the switch on the page itself.");
            return;
        }
        context.next();
    }

    private static void html(RoutingContext context, String html) {
        context.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(html);
    }

    private static void back(RoutingContext context, Future<Void> change) {
        change.onComplete(
                _ -> context.response()
                        .setStatusCode(303)
                        .putHeader("Location", "/")
                        .end(),
                context::fail);
    }

    private boolean isJoined() {
        return ingest != null;
    }

    public int pagePort() {
        HttpServer open = page;
        return open == null ? 0 : open.actualPort();
    }

    public int ingestPort() {
        return ingestPort;
    }

    /** Completes when nothing listens any more. */
    public Future<Void> close() {
        HttpServer open = page;
        page = null;
        return cut().compose(_ -> open == null ? Future.succeededFuture() : open.close());
    }
}
