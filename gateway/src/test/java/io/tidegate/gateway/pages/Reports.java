package io.tidegate.gateway.pages;

import io.tidegate.driver.Conditioning;
import io.tidegate.gateway.TestSite;
import io.tidegate.gateway.journal.Account;
import io.tidegate.gateway.siteversions.HandSite;
import io.tidegate.gateway.traceability.ColdChain;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.Profiles;
import io.tidegate.site.Site;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockSettings;
import io.tidegate.site.WebSettings;
import io.tidegate.sync.Backlog;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What tests make the rooms say. */
final class Reports {

    private Reports() {}

    static SinkReport away(String id, long backlog) {
        return new SinkReport(
                id,
                "mqtt",
                false,
                true,
                Optional.of(Instant.now().plusSeconds(60)),
                Optional.empty(),
                new Backlog(backlog, 0, 200 * backlog, Optional.of(Instant.now()), Optional.empty()),
                new Account(backlog, 0, backlog, 0, 0, 0, 0, 0, Account.Again.NONE),
                Optional.empty(),
                Optional.of("Nobody answers at 127.0.0.1:1884. Is the broker running?"),
                Optional.of(Instant.now()),
                Optional.empty());
    }

    /** Connected, and has refused some. */
    static SinkReport well(String id) {
        return well(id, new Account(4720, 4711, 0, 6, 3, 0, 0, 0, Account.Again.NONE));
    }

    static SinkReport well(String id, Account account) {
        return new SinkReport(
                id,
                "http",
                true,
                true,
                Optional.empty(),
                Optional.empty(),
                Backlog.NONE,
                account,
                Optional.of(Instant.now()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static SiteFile site(WebSettings web) {
        return site(web, Locale.UK);
    }

    static SiteFile site(WebSettings web, Locale locale) {
        return TestSite.of(
                new Site("shop", "Shop", ZoneOffset.UTC, locale),
                new GatewaySettings(
                        "gw", Path.of("."), GatewaySettings.COMMIT_WINDOW, GatewaySettings.Retention.DEFAULT),
                web,
                StockSettings.DEFAULT);
    }

    static Rooms rooms(SiteFile site, WebSite from) {
        return new Rooms(
                new HandSite(site),
                site,
                new Rooms.Fields(new Profiles(site.profiles()), Conditioning.none()),
                from.journal,
                from.live,
                new OneOfEach(),
                new Rooms.Stock(
                        from.inventory,
                        from.orders,
                        from.scanning,
                        from.sensing,
                        from.partners,
                        new ColdChain(from.history, from.inventory.stays())),
                new Rooms.Outward(from.proofs, from.commands),
                new Rooms.Surroundings(
                        List::of,
                        List::of,
                        Optional::empty,
                        () -> true,
                        InstantSource.system(),
                        WebSite.NOBODY,
                        _ -> Optional.empty()));
    }

    /** The routes as the server has them; asking them would need its event loop. */
    static List<Route> routes(WebSite site) throws SQLException, InterruptedException {
        Vertx vertx = Vertx.vertx();
        Rooms rooms = rooms(site(WebSettings.DEFAULT), site);
        Workers workers = new Workers(vertx);
        Describer describer = new Describer(rooms, "x");
        try (Feeds feeds = new Feeds(
                new LiveFeed(vertx, rooms, workers, describer, "x"),
                new StockFeed(vertx, rooms.inventory(), "x"),
                new ScanFeed(vertx, rooms.scanning()),
                new StreamFeed(vertx, rooms, workers))) {
            Once once = new Once(Keys.open(rooms), rooms.journal(), workers);
            Awaited awaited = new Awaited(vertx);
            Taking taking = new Taking(awaited, once, rooms, workers);
            Route.Doors doors = new Route.Doors(
                    new Intake(taking, rooms, workers),
                    new Commands(vertx, rooms),
                    new StockIntake(taking, rooms),
                    new OrdersIntake(taking, rooms),
                    new ReceiversApi(taking, rooms),
                    new SiteIntake(taking, awaited, rooms));
            return Route.all(rooms, workers, describer, doors, feeds);
        } finally {
            workers.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
