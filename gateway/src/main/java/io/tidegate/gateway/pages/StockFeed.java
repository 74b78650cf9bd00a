package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Inventory;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells open pages of the stock that it has changed, once a second at most; each then asks for itself anew, since each
 * shows something else. Used by the server's event loop only.
 */
final class StockFeed implements AutoCloseable {

    /** Browsers at once; one more is told to come later. */
    static final int BROWSERS_MAX = 64;

    private static final Duration BEAT = Duration.ofSeconds(1);

    /** So many beats without news, and the browser gets an empty event: it takes longer silence for a lost connection. */
    private static final int QUIET_BEATS_MAX = 10;

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(10);

    private static final class Browser {
        final HttpServerResponse response;
        String stamp;
        int quietBeats;

        Browser(HttpServerResponse response, String stamp) {
            this.response = response;
            this.stamp = stamp;
        }
    }

    private final Inventory inventory;
    private final String epoch;
    private final List<Browser> browsers = new CopyOnWriteArrayList<>();
    private final Runnable stop;

    StockFeed(Vertx vertx, Inventory inventory, String epoch) {
        this.inventory = inventory;
        this.epoch = epoch;
        long timer = vertx.setPeriodic(BEAT.toMillis(), _ -> beat());
        this.stop = () -> vertx.cancelTimer(timer);
    }

    /** What a page that is made now shows. From any thread. */
    String stamp() {
        return epoch + "-" + inventory.changes();
    }

    void welcome(RoutingContext request) {
        if (browsers.size() >= BROWSERS_MAX) {
            Answer.problem(503, "Too many pages are open", "Close some, or reload this one now and then.")
                    .after(COME_BACK_AFTER)
                    .send(request.response());
            return;
        }
        String lastId = request.request().getHeader("Last-Event-ID");
        HttpServerResponse response = request.response().putHeader("Content-Type", "text/event-stream; charset=utf-8");
        if (request.request().method().equals(HttpMethod.HEAD)) {
            var _ = response.end();
            return;
        }
        response.setChunked(true);
        Browser browser =
                new Browser(response, lastId == null ? request.request().getParam("since", "") : lastId);
        browsers.add(browser);
        response.closeHandler(_ -> browsers.remove(browser));
        response.exceptionHandler(_ -> browsers.remove(browser));
        var _ = response.write("retry: 2000\n\n");
    }

    private void beat() {
        String stamp = stamp();
        browsers.forEach(browser -> tell(browser, stamp));
    }

    private void tell(Browser browser, String stamp) {
        if (browser.response.writeQueueFull()) {
            browsers.remove(browser);
            browser.response.reset();
            return;
        }
        boolean news = !browser.stamp.equals(stamp);
        browser.quietBeats++;
        if (news || browser.quietBeats >= QUIET_BEATS_MAX) {
            browser.quietBeats = 0;
            browser.stamp = stamp;
            var _ = browser.response.write((news ? "event: stock\n" : "") + "id: " + stamp + "\ndata:\n\n");
        }
    }

    @Override
    public void close() {
        stop.run();
        browsers.forEach(browser -> browser.response.reset());
        browsers.clear();
    }
}
