package io.tidegate.gateway.pages;

import io.tidegate.site.WebSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tinylog.Logger;

/**
 * The pages, the API and the measurements over HTTP: one server on one event loop, and two workers for whatever reads the
 * database. Started and closed by any thread; everything else happens on its event loop.
 */
public final class WebServer implements AutoCloseable {

    private static final int HEADER_BYTES_MAX = 16 * 1024;
    private static final int ADDRESS_BYTES_MAX = 4 * 1024;

    /** Neither side said anything for so long. Longer than the beat of {@link LiveFeed}. */
    private static final int IDLE_SECONDS = 60;

    private static final int START_SECONDS_MAX = 10;
    private static final int CLOSE_SECONDS_MAX = 5;

    private final HttpServer server;
    private final LiveFeed feed;
    private final Workers workers;

    private WebServer(HttpServer server, LiveFeed feed, Workers workers) {
        this.server = server;
        this.feed = feed;
        this.workers = workers;
    }

    /**
     * Returns when the port is open.
     *
     * @throws IOException when it cannot be opened, or must not be; the message says what to do
     */
    public static WebServer start(Vertx vertx, WebSettings settings, Rooms rooms)
            throws IOException, InterruptedException {
        Guard guard = new Guard(settings);
        refuseStrangers(settings);
        Workers workers = new Workers(vertx);
        String epoch = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        Describer describer = new Describer(rooms, epoch);
        LiveFeed feed = new LiveFeed(vertx, rooms, workers, describer, epoch);
        Router router =
                router(vertx, guard, Route.all(rooms, workers, describer, new Intake(vertx, rooms, workers), feed));
        Connections connections = new Connections(vertx);
        HttpServer server = vertx.createHttpServer(options())
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.asked(request);
                    router.handle(request);
                });
        WebServer web = new WebServer(server, feed, workers);
        try {
            await(server.listen(settings.port(), settings.host()), START_SECONDS_MAX);
        } catch (ExecutionException | TimeoutException e) {
            web.close();
            throw new IOException(
                    "web: cannot listen on " + settings.host() + ":" + settings.port() + " (" + e.getMessage()
                            + "). Is the port taken? Choose another as web.port in the site file.",
                    e);
        }
        return web;
    }

    private static void refuseStrangers(WebSettings settings) throws IOException {
        if (Guard.isLoopback(settings.host())) {
            return;
        }
        if (!settings.insecure()) {
            throw new IOException("web.host: " + settings.host()
                    + " can be reached by others, and the pages have no log-in yet. Use 127.0.0.1, or say web.insecure:"
                    + " true if everybody in that network may see and send everything.");
        }
        Logger.warn(
                "INSECURE: anyone who reaches {}:{} can see the pages and send observations, without a log-in"
                        + " (web.insecure is true)",
                settings.host(),
                settings.port());
    }

    static HttpServerOptions options() {
        return new HttpServerOptions()
                // While it waits to see which protocol comes, a silent connection would escape Connections.
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(ADDRESS_BYTES_MAX)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    static Router router(Vertx vertx, Guard guard, List<Route> routes) {
        Router router = Router.router(vertx);
        router.route().handler(guard::handle);
        routes.forEach(route -> route.join(router));
        router.route().failureHandler(WebServer::failed);
        router.errorHandler(
                404,
                request -> Answer.problem(
                                404,
                                "There is nothing at this address",
                                "See " + Route.API + "/openapi.json for what there is.")
                        .send(request.response()));
        router.errorHandler(
                405,
                request -> Answer.problem(
                                405,
                                "This address does not answer that method",
                                "See " + Route.API + "/openapi.json for those it does.")
                        .send(request.response()));
        return router;
    }

    private static void failed(RoutingContext request) {
        switch (request.statusCode()) {
            case 413 ->
                Answer.problem(
                                413,
                                "The body is larger than " + Intake.BODY_BYTES_MAX + " bytes",
                                "Send it in smaller parts.")
                        .send(request.response());
            case 400 ->
                Answer.problem(400, "The request cannot be read", "Look at its address and headers.")
                        .send(request.response());
            default -> {
                if (request.failure() != null) {
                    Logger.error(
                            request.failure(), "{} failed", request.request().path());
                }
                Answer.problem(500, "The gateway could not answer", "Look into its log.")
                        .send(request.response());
            }
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** Browsers that are being kept up to date now. */
    int openPages() {
        return feed.browsers();
    }

    /** Ends what is being answered, within a few seconds. */
    @Override
    public void close() {
        feed.close();
        try {
            await(server.close(), CLOSE_SECONDS_MAX);
        } catch (ExecutionException | TimeoutException e) {
            Logger.warn("The web server did not close in time: {}", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.close();
    }

    private static <T> T await(Future<T> future, int seconds)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    }
}
