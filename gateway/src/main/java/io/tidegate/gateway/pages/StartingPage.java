package io.tidegate.gateway.pages;

import io.tidegate.site.SiteFile;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is answered while there is nothing to show yet: that the gateway is starting, and what it waits for. A full disk
 * can make that hours. Used by the server's event loop only.
 */
final class StartingPage {

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(3);

    private final SiteFile site;
    private final Supplier<Optional<String>> trouble;

    StartingPage(SiteFile site, Supplier<Optional<String>> trouble) {
        this.site = site;
        this.trouble = trouble;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(Route.assets());
        routes.add(
                new Route(HttpMethod.GET, Route.LIVE, request -> Health.live().send(request.response())));
        routes.add(new Route(HttpMethod.GET, Route.READY, request -> ready().send(request.response())));
        for (String path : Route.PAGES) {
            routes.add(new Route(HttpMethod.GET, path, this::page));
        }
        routes.add(Route.anything(request -> later("The gateway is starting").send(request.response())));
        return routes;
    }

    /** For the moment between the pages and the end. */
    static Route stopping() {
        return Route.anything(request -> later("The gateway is stopping").send(request.response()));
    }

    private Answer ready() {
        List<String> reasons = new ArrayList<>();
        trouble.get().ifPresent(reasons::add);
        reasons.add(Health.STARTING);
        return Health.answer(reasons);
    }

    private void page(RoutingContext request) {
        Words words = Words.of(site.site(), Asked.of(request).acceptLanguage());
        request.response().putHeader("Refresh", Long.toString(COME_BACK_AFTER.toSeconds()));
        Answer.html(503, Markup.starting(words, Frame.of(site), trouble.get().map(words::reason)))
                .after(COME_BACK_AFTER)
                .send(request.response());
    }

    private static Answer later(String title) {
        return Answer.problem(503, title, "Keep what you have, and ask again in a moment.")
                .after(COME_BACK_AFTER);
    }
}
