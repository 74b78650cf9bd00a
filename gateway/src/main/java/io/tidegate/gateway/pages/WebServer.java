package io.tidegate.gateway.pages;

import io.tidegate.site.SiteFile;
import io.tidegate.site.WebSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.tinylog.Logger;

/**
 * The pages, the API and the measurements over HTTP: one server on one event loop, and two workers for whatever reads the
 * database. The port is open from the first moment, so that a gateway that cannot go on says why; {@link #show} fills it.
 * Started, filled and closed by one thread; everything else happens on its event loop.
 */
public final class WebServer implements AutoCloseable {

    private static final int HEADER_BYTES_MAX = 16 * 1024;
    private static final int ADDRESS_BYTES_MAX = 4 * 1024;

    /** Neither side said anything for so long. Longer than the beat of {@link LiveFeed}. */
    private static final int IDLE_SECONDS = 60;

    private static final int START_SECONDS_MAX = 10;
    private static final int CLOSE_SECONDS_MAX = 5;

    private final Vertx vertx;
    private final Guard guard;
    private final HttpServer server;
    private volatile Router router;
    private volatile Optional<Shown> shown = Optional.empty();

    /** What works behind the pages. */
    private record Shown(Feeds feeds, Workers workers) {}

    private WebServer(Vertx vertx, Guard guard, Router router) {
        this.vertx = vertx;
        this.guard = guard;
        this.router = router;
        Connections connections = new Connections(vertx);
        this.server = vertx.createHttpServer(options())
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.asked(request);
                    handle(request);
                });
    }

    /**
     * Returns when the port is open. Until {@link #show} every page says that the gateway is starting.
     *
     * @param trouble what the start is waiting for, in words for staff
     * @throws IOException when it cannot be opened, or must not be; the message says what to do
     */
    public static WebServer start(Vertx vertx, SiteFile site, Supplier<Optional<String>> trouble)
            throws IOException, InterruptedException {
        WebSettings settings = site.web();
        refuseStrangers(settings);
        Guard guard = new Guard(OwnNames.of(settings));
        StartingPage starting = new StartingPage(site, trouble);
        WebServer web = new WebServer(vertx, guard, router(vertx, guard, starting.routes()));
        try {
            await(web.server.listen(settings.port(), settings.host()), START_SECONDS_MAX);
        } catch (ExecutionException | TimeoutException e) {
            web.close();
            throw new IOException(
                    "web: cannot listen on " + settings.host() + ":" + settings.port() + " (" + e.getMessage()
                            + "). Is the port taken? Choose another as web.port in the site file.",
                    e);
        }
        return web;
    }

    /** From now on there are pages; closing what is returned takes them away again, before what they read is closed. */
    public AutoCloseable show(Rooms rooms) throws SQLException, InterruptedException {
        Keys keys = Keys.open(rooms);
        Workers workers = new Workers(vertx);
        String epoch = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        Describer describer = new Describer(rooms, epoch);
        Feeds feeds = new Feeds(
                new LiveFeed(vertx, rooms, workers, describer, epoch),
                new StockFeed(vertx, rooms.inventory(), epoch),
                new ScanFeed(vertx, rooms.scanning()),
                new StreamFeed(vertx, rooms, workers));
        Once once = new Once(keys, rooms.journal(), workers);
        Awaited awaited = new Awaited(vertx);
        Taking taking = new Taking(awaited, once, rooms, workers);
        Route.Doors doors = new Route.Doors(
                new Intake(taking, rooms, workers),
                new Commands(vertx, rooms),
                new StockIntake(taking, rooms),
                new OrdersIntake(taking, rooms),
                new ReceiversApi(taking, rooms),
                new SiteIntake(taking, awaited, rooms));
        List<Route> routes = Route.all(rooms, workers, describer, doors, feeds);
        shown = Optional.of(new Shown(feeds, workers));
        router = router(vertx, guard, routes);
        return this::hide;
    }

    private void hide() {
        if (shown.isPresent()) {
            router = router(vertx, guard, List.of(StartingPage.stopping()));
            shown.get().feeds.close();
            shown.get().workers.close();
            shown = Optional.empty();
        }
    }

    private static void refuseStrangers(WebSettings settings) throws IOException {
        if (settings.onlyThisBox()) {
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
        router.route().handler(new Bodies()::admit);
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
                        .send(request.response().putHeader("Allow", Route.allowed(routes, request.normalizedPath()))));
        return router;
    }

    private void handle(HttpServerRequest request) {
        try {
            router.handle(request);
        } catch (IllegalArgumentException unreadable) {
            // An address such as /%zz: nobody's mistake but the caller's.
            unreadable().send(request.response());
        }
    }

    private static Answer unreadable() {
        return Answer.problem(400, "The request cannot be read", "Look at its address and headers.");
    }

    private static void failed(RoutingContext request) {
        if (request.failure() instanceof HttpClosedException) {
            return; // The caller has gone: nobody to answer, and nobody's mistake.
        }
        boolean brokenBody = Route.bringsBody(request.request().method())
                && !request.request().isEnded();
        switch (brokenBody && request.statusCode() == 500 ? 400 : request.statusCode()) {
            case 413 ->
                Answer.problem(
                                413,
                                "The body is larger than "
                                        + Takes.at(request.request().path()).bytesMax() + " bytes",
                                "Send it in smaller parts.")
                        .send(request.response());
            case 400 -> {
                boolean form = request.request().path().startsWith(Route.API) && Takes.isForm(request.request());
                (form ? Takes.form(request.request()) : unreadable()).send(request.response());
            }
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
        return shown.map(pages -> pages.feeds.glance().browsers()).orElse(0);
    }

    /** Programs that listen to the stream now. */
    int streams() {
        return shown.map(pages -> pages.feeds.stream().clients()).orElse(0);
    }

    /** Ends what is being answered, within a few seconds. */
    @Override
    public void close() {
        hide();
        try {
            await(server.close(), CLOSE_SECONDS_MAX);
        } catch (ExecutionException | TimeoutException e) {
            Logger.warn("The web server did not close in time: {}", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T await(Future<T> future, int seconds)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    }
}
