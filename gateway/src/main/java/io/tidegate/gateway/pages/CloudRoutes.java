package io.tidegate.gateway.pages;

import static io.tidegate.gateway.pages.Route.API;
import static io.tidegate.gateway.pages.Route.delete;
import static io.tidegate.gateway.pages.Route.form;
import static io.tidegate.gateway.pages.Route.page;
import static io.tidegate.gateway.pages.Route.post;

import java.util.ArrayList;
import java.util.List;

/** The addresses of the clouds, and of what they refused or was set aside. */
final class CloudRoutes {

    private CloudRoutes() {}

    static List<Route> all(Workers workers, Rooms rooms, ReceiversApi receivers) {
        List<Route> routes =
                new ArrayList<>(clouds(workers, new CloudsApi(rooms), new CommandsApi(rooms), new CloudsPages(rooms)));
        routes.addAll(decided(workers, new Decisions(rooms)));
        routes.add(post(API + "/sinks/{sink}/report", receivers::report));
        routes.add(post(API + "/proofs", receivers::prove));
        return routes;
    }

    private static List<Route> clouds(Workers workers, CloudsApi api, CommandsApi asked, CloudsPages pages) {
        return List.of(
                page(API + "/sinks", workers, api::sinks),
                page(API + "/commands", workers, asked::commands),
                page(API + "/sinks/{sink}/outages", workers, api::outages),
                post(API + "/sinks/{sink}/test", workers, api::probe),
                post(API + "/sinks/{sink}/resend", workers, api::resend),
                page(CloudsPages.PATH, workers, pages::show),
                form(CloudsPages.PATH, "/{sink}/test", workers, pages::probe),
                form(CloudsPages.PATH, "/{sink}/again", workers, pages::again));
    }

    private static List<Route> decided(Workers workers, Decisions decisions) {
        return List.of(
                post(API + "/sinks/{sink}/replay", workers, decisions::replayAll),
                post(API + "/sinks/{sink}/rejected/{position}/replay", workers, decisions::replay),
                delete(API + "/sinks/{sink}/rejected/{position}", workers, decisions::dismiss),
                delete(API + "/parked/{id}", workers, decisions::dismissParked),
                post(RefusedPage.PATH + "/{sink}/replay", workers, decisions.thenFollow(decisions::replayAll)),
                post(RefusedPage.PATH + "/{sink}/{position}/replay", workers, decisions.thenFollow(decisions::replay)),
                form(RefusedPage.PATH, "/{sink}/dismiss", workers, decisions::dismissAll),
                form(RefusedPage.PATH, "/{sink}/{position}/dismiss", workers, decisions::dismiss),
                form("/parked", "/{id}/dismiss", workers, decisions::dismissParked));
    }
}
