package io.tidegate.gateway.pages;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/**
 * The browsers that listen to one feed of server-sent events. Nothing is kept for any of them: who reads too slowly is let
 * go of, and when it comes again its last event's id says from where. Used by the server's event loop only, unless said
 * otherwise.
 *
 * @param <S> what the feed knows of a browser
 */
final class Audience<S> implements AutoCloseable {

    private static final int BROWSERS_MAX = 64;

    /** So many beats without news, and the browser gets an empty event: it takes longer silence for a lost connection. */
    private static final int QUIET_BEATS_MAX = 10;

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(10);

    private static final class Browser<S> {
        final HttpServerResponse response;
        final S state;
        int quietBeats;
        long fullSince;

        Browser(HttpServerResponse response, S state) {
            this.response = response;
            this.state = state;
        }
    }

    /** Makes what a browser is told now. */
    @FunctionalInterface
    interface Telling<S> {

        /**
         * @param due it has been told nothing for so long that it must be something
         * @return a whole event; empty when there is no news for it
         */
        Optional<String> event(S state, boolean due);
    }

    private final List<Browser<S>> browsers = new CopyOnWriteArrayList<>();
    private final int browsersMax;
    private final Duration patience;

    /** Open pages: who does not read what was sent a beat ago is let go of. */
    Audience() {
        this(BROWSERS_MAX, Duration.ZERO);
    }

    /**
     * @param browsersMax at once; one more is told to come later
     * @param patience with who does not read: so long nothing is sent to it, and then it is let go of
     */
    Audience(int browsersMax, Duration patience) {
        this.browsersMax = browsersMax;
        this.patience = patience;
    }

    /** @param known of a browser that comes, by its answer and the id of the last event that it had, or the stamp of its page */
    void welcome(RoutingContext request, BiFunction<HttpServerResponse, String, S> known) {
        if (browsers.size() >= browsersMax) {
            Answer.problem(503, "Too many pages are open", "Close some, or reload this one now and then.")
                    .after(COME_BACK_AFTER)
                    .send(request.response());
            return;
        }
        String lastId = request.request().getHeader("Last-Event-ID");
        String since = lastId == null ? request.request().getParam("since", "") : lastId;
        HttpServerResponse response = request.response().putHeader("Content-Type", "text/event-stream; charset=utf-8");
        if (request.request().method().equals(HttpMethod.HEAD)) {
            var _ = response.end();
            return;
        }
        response.setChunked(true);
        Browser<S> browser = new Browser<>(response, known.apply(response, since));
        browsers.add(browser);
        response.closeHandler(_ -> browsers.remove(browser));
        response.exceptionHandler(_ -> browsers.remove(browser));
        var _ = response.write("retry: 2000\n\n");
    }

    /** Browsers now. Safe from any thread. */
    int size() {
        return browsers.size();
    }

    List<S> states() {
        return browsers.stream().map(browser -> browser.state).toList();
    }

    /** Of those to whom something can be sent. */
    List<S> reading() {
        return browsers.stream()
                .filter(browser -> !browser.response.writeQueueFull())
                .map(browser -> browser.state)
                .toList();
    }

    /** Once each beat. */
    void tell(Telling<S> telling) {
        browsers.forEach(browser -> tell(browser, telling));
    }

    private void tell(Browser<S> browser, Telling<S> telling) {
        if (browser.response.writeQueueFull()) {
            long now = System.nanoTime();
            browser.fullSince = browser.fullSince == 0 ? now : browser.fullSince;
            if (now - browser.fullSince >= patience.toNanos()) {
                browsers.remove(browser);
                browser.response.reset();
            }
            return;
        }
        browser.fullSince = 0;
        browser.quietBeats++;
        telling.event(browser.state, browser.quietBeats >= QUIET_BEATS_MAX).ifPresent(event -> {
            browser.quietBeats = 0;
            var _ = browser.response.write(event);
        });
    }

    @Override
    public void close() {
        browsers.forEach(browser -> browser.response.reset());
        browsers.clear();
    }
}
