package io.tidegate.gateway.pages;

import java.util.List;

/** What keeps open pages and programs up to date. Used by the server's event loop only. */
record Feeds(LiveFeed glance, StockFeed stock, ScanFeed scans, StreamFeed stream) implements AutoCloseable {

    List<Route> routes() {
        return List.of(
                Route.get("/live", glance::welcome),
                Route.get("/live/stock", stock::welcome),
                Route.get("/live/scans", scans::welcome),
                Route.get(Route.API + "/stream", stream::welcome));
    }

    @Override
    public void close() {
        glance.close();
        stock.close();
        scans.close();
        stream.close();
    }
}
