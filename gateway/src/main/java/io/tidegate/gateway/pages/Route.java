package io.tidegate.gateway.pages;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Every address that is answered, in one list. Used by the server's event loop only.
 *
 * @param path as OpenAPI writes it, with {@code {name}}
 */
record Route(HttpMethod method, String path, Consumer<RoutingContext> answer) {

    static final String API = "/api/v1";
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    /** Where people look. */
    static final List<String> PAGES = List.of(
            "/",
            "/stock",
            ItemsPages.PATH,
            OrdersPages.PATH,
            ColdPages.PATH,
            GaugePages.PATH,
            ScanPages.PATH,
            "/labels",
            CloudsPages.PATH,
            "/parked",
            RefusedPage.PATH,
            "/site");

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** Matches what no route before it did. */
    private static final String ANYTHING = "*";

    /** What takes something in. */
    record Doors(
            Intake intake,
            Commands commands,
            StockIntake stock,
            OrdersIntake orders,
            ReceiversApi receivers,
            SiteIntake site) {}

    static List<Route> all(Rooms rooms, Workers workers, Describer describer, Doors doors, Feeds feeds) {
        FloorApi floor = new FloorApi(rooms);
        SetAsideApi setAside = new SetAsideApi(rooms);
        HistoryApi history = new HistoryApi(rooms);
        StateApi state = new StateApi(rooms);
        Health health = new Health(rooms);
        Measurements measurements = new Measurements(rooms);
        List<Route> routes = new ArrayList<>(assets());
        routes.addAll(pages(workers, new Pages(rooms, describer)));
        routes.addAll(List.of(
                get(LIVE, request -> Health.live().send(request.response())),
                page(READY, workers, _ -> health.ready()),
                page("/metrics", workers, _ -> measurements.answer()),
                get(API + "/openapi.json", Asset.load("openapi.json", "application/json")::send),
                page(API + "/devices", workers, floor::devices),
                page(API + "/devices/{id}", workers, floor::device),
                page(API + "/history", workers, history::points),
                page(API + "/history/values", workers, history::values),
                page(API + "/history/fields", workers, history::fields),
                page(API + "/journal", workers, state::journal),
                page(API + "/mqtt", workers, state::mqtt),
                page(API + "/entries", workers, floor::entries),
                page(API + "/parked", workers, setAside::parked),
                page(API + "/rejected", workers, setAside::rejected)));
        routes.addAll(feeds.routes());
        routes.addAll(taken(doors));
        routes.addAll(camera());
        routes.addAll(scans(workers, new ScanApi(rooms), new ScanPages(rooms)));
        Tags tags = new Tags();
        routes.addAll(stock(workers, doors.stock(), new StockApi(rooms), tags));
        routes.addAll(traces(workers, rooms, tags));
        routes.addAll(orders(workers, doors.orders(), new OrdersApi(rooms), tags));
        routes.addAll(partners(workers, new LedgerApi(rooms, workers)));
        routes.addAll(stockPages(workers, rooms, feeds.stock()::stamp));
        routes.addAll(labels(workers, rooms));
        routes.addAll(SiteRoutes.all(workers, rooms, doors.site()));
        routes.addAll(CloudRoutes.all(workers, rooms, doors.receivers()));
        return routes;
    }

    private static List<Route> pages(Workers workers, Pages pages) {
        return List.of(
                page("/", workers, pages::glance),
                page("/parked", workers, pages::parked),
                page(RefusedPage.PATH, workers, pages::rejected),
                page("/site", workers, pages::site));
    }

    private static List<Route> taken(Doors doors) {
        return List.of(
                post(API + "/observations", doors.intake()::observations),
                post(API + "/scans", doors.intake()::scans),
                post(API + "/devices/{id}/commands", doors.commands()::take),
                post("/devices/{device}/{field}/{value}", doors.commands()::press));
    }

    private static List<Route> stock(Workers workers, StockIntake intake, StockApi stock, Tags tags) {
        return List.of(
                post(API + "/movements", intake::movements),
                page(API + "/movements", workers, tags.list(stock::edition, stock::movements)),
                page(API + "/movements/{id}", workers, Tags.one(stock::movement)),
                page(API + "/levels", workers, tags.list(stock::edition, stock::levels)),
                page(API + "/items", workers, tags.list(stock::catalogueEdition, stock::items)),
                page(API + "/items.csv", workers, tags.list(stock::catalogueEdition, stock::table)),
                post(API + "/items.csv", intake::table),
                page(API + "/items/{id}", workers, Tags.one(stock::item)),
                new Route(HttpMethod.PUT, API + "/items/{id}", intake::item),
                new Route(HttpMethod.DELETE, API + "/items/{id}", intake::retire));
    }

    private static List<Route> traces(Workers workers, Rooms rooms, Tags tags) {
        LotsApi lots = new LotsApi(rooms);
        return List.of(
                page(API + "/lots", workers, tags.list(lots::edition, lots::list)),
                page(API + "/lots/{item}/{lot}", workers, Tags.one(lots::one)),
                page(API + "/exposures", workers, new ColdApi(rooms)::exposures),
                page(API + GaugePages.PATH, workers, new GaugeApi(rooms)::sensors));
    }

    private static List<Route> orders(Workers workers, OrdersIntake intake, OrdersApi orders, Tags tags) {
        return List.of(
                page(API + "/proposals", workers, tags.list(orders::edition, orders::list)),
                post(API + "/proposals", intake::compute),
                page(API + "/proposals.csv", workers, orders::table),
                page(API + "/proposals.txt", workers, orders::mail),
                page(API + "/proposals/progress", workers, _ -> orders.progress()),
                page(API + "/proposals/{id}", workers, Tags.one(orders::one)),
                post(API + "/proposals/{id}", intake::decide));
    }

    private static List<Route> partners(Workers workers, LedgerApi ledger) {
        return List.of(get(API + "/ledger", ledger::ledger), page(API + "/partners", workers, ledger::partners));
    }

    private static List<Route> stockPages(Workers workers, Rooms rooms, Supplier<String> stamp) {
        StockPages pages = new StockPages(rooms, stamp);
        StockForms forms = new StockForms(rooms, pages);
        OrdersPages orders = new OrdersPages(rooms);
        OrdersForms orderForms = new OrdersForms(rooms, orders);
        List<Route> routes = new ArrayList<>(ItemRoutes.all(workers, rooms));
        routes.addAll(List.of(
                page(OrdersPages.PATH, workers, orders::show),
                post(OrdersPages.PATH, workers, orderForms::compute),
                post(OrdersPages.PATH + "/all", workers, orderForms::all),
                post(OrdersPages.PATH + "/{id}", workers, orderForms::decide),
                page(ColdPages.PATH, workers, new ColdPages(rooms)::show),
                page(GaugePages.PATH, workers, new GaugePages(rooms, stamp)::show),
                page("/stock", workers, pages::list),
                post("/stock", workers, forms::name),
                page("/stock/{item}", workers, pages::item),
                post("/stock/{item}/book", workers, forms::book),
                post("/stock/{item}/undo", workers, forms::undo)));
        return routes;
    }

    private static List<Route> scans(Workers workers, ScanApi api, ScanPages pages) {
        return List.of(
                page(API + "/scans", workers, api::answers),
                page(API + "/counts", workers, api::counts),
                page(ScanPages.PATH, workers, pages::page),
                post(ScanPages.PATH, workers, pages::scan));
    }

    private static List<Route> labels(Workers workers, Rooms rooms) {
        LabelsApi labels = new LabelsApi(rooms);
        LabelsPages pages = new LabelsPages(rooms, labels);
        return List.of(
                page(API + "/labels/commands.pdf", workers, labels::commands),
                page(API + "/labels/shelf.pdf", workers, labels::shelf),
                page("/labels", workers, pages::ask),
                page("/labels/shelf.pdf", workers, pages::print));
    }

    static List<Route> assets() {
        return List.of(
                asset("tidegate.css", "text/css; charset=utf-8"),
                asset("tidegate.js", SCRIPT),
                asset("scan.js", SCRIPT),
                asset("icon.svg", "image/svg+xml"));
    }

    /** What finds codes in pictures. WebAssembly may run only in its worker, which sees no page. */
    private static List<Route> camera() {
        String rules = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
        Asset worker = Asset.load("assets/decoder.js", SCRIPT, Map.of(Guard.RULES, rules));
        // Every browser unpacks it.
        Asset library =
                Asset.load("assets/zxing-wasm/reader.wasm.gz", "application/wasm", Map.of("Content-Encoding", "gzip"));
        return List.of(
                asset("camera.js", SCRIPT),
                get("/assets/decoder.js", worker::send),
                asset("zxing-wasm/reader.js", SCRIPT),
                get("/assets/zxing-wasm/reader.wasm", library::send));
    }

    /** The last of a list: answers whatever is asked. */
    static Route anything(Consumer<RoutingContext> answer) {
        return new Route(HttpMethod.GET, ANYTHING, answer);
    }

    static Route page(String path, Workers workers, Workers.Question question) {
        return get(path, request -> workers.answer(request, question));
    }

    private static Route asset(String name, String contentType) {
        return get("/assets/" + name, Asset.load("assets/" + name, contentType)::send);
    }

    static Route get(String path, Consumer<RoutingContext> answer) {
        return new Route(HttpMethod.GET, path, answer);
    }

    static Route post(String path, Consumer<RoutingContext> answer) {
        return new Route(HttpMethod.POST, path, answer);
    }

    static Route post(String path, Workers workers, Workers.Question question) {
        return post(path, request -> workers.answer(request, question));
    }

    /** What a button on that page does; afterwards the page is shown again. */
    static Route form(String page, String path, Workers workers, Workers.Question decision) {
        return post(page + path, workers, Decisions.thenShow(page, decision));
    }

    static Route delete(String path, Workers workers, Workers.Question question) {
        return new Route(HttpMethod.DELETE, path, request -> workers.answer(request, question));
    }

    void join(Router router) {
        if (path.equals(ANYTHING)) {
            router.route().handler(answer::accept);
            return;
        }
        var route = router.route(method, pattern(":$1"));
        if (bringsBody(method)) {
            route.handler(Takes.at(path)::read);
        } else if (method.equals(HttpMethod.GET)) {
            // What it sends to a HEAD is the same without the body (RFC 9110, section 9.3.2).
            route.method(HttpMethod.HEAD);
        }
        route.handler(answer::accept);
    }

    static boolean bringsBody(HttpMethod method) {
        return method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT);
    }

    /** What that address answers, as the header {@code Allow} says it (RFC 9110, section 10.2.1). */
    static String allowed(List<Route> routes, String address) {
        return routes.stream()
                .filter(route -> address.matches(route.pattern("[^/]+")))
                .map(route -> route.method.equals(HttpMethod.GET) ? "GET, HEAD" : route.method.name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String pattern(String parameter) {
        return path.replaceAll("\\{(\\w+)}", parameter);
    }
}
