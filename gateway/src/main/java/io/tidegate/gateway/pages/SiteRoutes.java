package io.tidegate.gateway.pages;

import static io.tidegate.gateway.pages.Route.page;
import static io.tidegate.gateway.pages.Route.post;

import java.util.List;

/** The addresses of the site file and its versions. Functions only. */
final class SiteRoutes {

    private static final String ONE = "/{number}";
    private static final String PAGE = "/site/versions" + ONE;

    private SiteRoutes() {}

    static List<Route> all(Workers workers, Rooms rooms, SiteIntake intake) {
        SiteApi site = new SiteApi(rooms);
        return List.of(
                page(Route.API + "/site", workers, site::site),
                page(Route.API + "/site/changes", workers, site::changes),
                post(Route.API + "/site/apply", intake::apply),
                page(SiteApi.VERSIONS, workers, site::versions),
                post(SiteApi.VERSIONS, intake::propose),
                page(SiteApi.VERSIONS + ONE, workers, site::version),
                post(SiteApi.VERSIONS + ONE + "/restore", intake::restore),
                post("/site/apply", intake::pressApply),
                page(PAGE, workers, new SiteVersionPages(rooms)::show),
                post(PAGE + "/restore", intake::pressRestore));
    }
}
