package io.tidegate.gateway.pages;

import io.tidegate.gateway.live.LiveDevice;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tinylog.Logger;

/**
 * Keeps open pages up to date by server-sent events. Once a second each browser gets what changed since its last event,
 * as the same markup that the page itself was made of, so however fast a device speaks it costs one update a second.
 * Nothing is kept for a browser: who reads too slowly is let go of, and when it comes again its last event's id says
 * from where. Used by the server's event loop only, unless said otherwise.
 */
final class LiveFeed implements AutoCloseable {

    /** Browsers at once; one more is told to come later. */
    static final int BROWSERS_MAX = 64;

    private static final Duration BEAT = Duration.ofSeconds(1);

    /** So many beats without news, and the browser gets an empty event: it takes longer silence for a lost connection. */
    private static final int QUIET_BEATS_MAX = 10;

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(10);

    /** Bytes that may wait in a browser's socket; more means that it does not read. */
    private static final int UNREAD_BYTES_MAX = 512 * 1024;

    private static final class Browser {
        final HttpServerResponse response;
        final Words words;
        long since;
        String attention = "";
        String house = "";
        int quietBeats;

        Browser(HttpServerResponse response, Words words, long since) {
            this.response = response;
            this.words = words;
            this.since = since;
        }
    }

    /** What the next event brings, in one language. */
    private record News(long version, Map<String, Versioned> cards, String attention, String house) {
        record Versioned(long version, String markup) {}
    }

    private final Rooms rooms;
    private final Workers workers;
    private final Describer describer;
    private final String epoch;
    private final List<Browser> browsers = new CopyOnWriteArrayList<>();
    private final Runnable stop;
    private boolean rendering;

    LiveFeed(Vertx vertx, Rooms rooms, Workers workers, Describer describer, String epoch) {
        this.rooms = rooms;
        this.workers = workers;
        this.describer = describer;
        this.epoch = epoch;
        long timer = vertx.setPeriodic(BEAT.toMillis(), _ -> beat());
        this.stop = () -> vertx.cancelTimer(timer);
    }

    void welcome(RoutingContext request) {
        if (browsers.size() >= BROWSERS_MAX) {
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
        response.setChunked(true).setWriteQueueMaxSize(UNREAD_BYTES_MAX);
        Words words = Words.of(rooms.site().site(), Asked.of(request).acceptLanguage());
        Browser browser = new Browser(response, words, version(since));
        browsers.add(browser);
        response.closeHandler(_ -> browsers.remove(browser));
        response.exceptionHandler(_ -> browsers.remove(browser));
        var _ = response.write("retry: 2000\n\n");
    }

    /** All is news to a page that another run of the program made. */
    private long version(String stamp) {
        try {
            return stamp.startsWith(epoch + "-") ? Long.parseLong(stamp.substring(epoch.length() + 1)) : -1;
        } catch (NumberFormatException garbled) {
            return -1;
        }
    }

    /** Pages open now. Safe from any thread. */
    int browsers() {
        return browsers.size();
    }

    private void beat() {
        // A slow disk makes a late event, never a queue of them.
        if (browsers.isEmpty() || rendering) {
            return;
        }
        rendering = true;
        Map<String, Words> languages = new HashMap<>();
        long since = Long.MAX_VALUE;
        for (Browser browser : browsers) {
            languages.put(browser.words.language(), browser.words);
            since = Math.min(since, browser.since);
        }
        long oldest = since;
        workers.run(() -> {
                    Map<String, News> news = new HashMap<>();
                    for (Words words : languages.values()) {
                        news.put(words.language(), news(words, oldest));
                    }
                    return news;
                })
                .onComplete(news -> {
                    rendering = false;
                    if (news.succeeded()) {
                        browsers.forEach(browser -> tell(browser, news.result()));
                    } else {
                        Logger.debug(news.cause(), "no live update this second");
                    }
                });
    }

    private News news(Words words, long since) throws SQLException {
        long version = rooms.live().version();
        Map<String, News.Versioned> cards = new HashMap<>();
        for (LiveDevice device : rooms.live().changedSince(since)) {
            String markup = Markup.device(describer.card(words, device));
            cards.put(device.id().value(), new News.Versioned(device.version(), markup));
        }
        return new News(
                version,
                cards,
                Markup.attention(describer.attention(words, rooms.live().devices())),
                Markup.house(describer.house(words)));
    }

    private void tell(Browser browser, Map<String, News> byLanguage) {
        News news = byLanguage.get(browser.words.language());
        if (news == null) {
            return;
        }
        if (browser.response.writeQueueFull()) {
            browsers.remove(browser);
            browser.response.reset();
            return;
        }
        StringBuilder markup = new StringBuilder();
        for (News.Versioned card : news.cards().values()) {
            if (card.version() > browser.since) {
                markup.append(card.markup());
            }
        }
        if (!Objects.equals(browser.attention, news.attention())) {
            markup.append(news.attention());
        }
        if (!Objects.equals(browser.house, news.house())) {
            markup.append(news.house());
        }
        browser.quietBeats++;
        if (!markup.isEmpty() || browser.quietBeats >= QUIET_BEATS_MAX) {
            browser.quietBeats = 0;
            browser.attention = news.attention();
            browser.house = news.house();
            browser.since = news.version();
            var _ = browser.response.write(event(describer.stamp(news.version()), markup));
        }
    }

    private static String event(String id, CharSequence markup) {
        StringBuilder event = new StringBuilder("id: ").append(id).append('\n');
        markup.toString()
                .lines()
                .forEach(line -> event.append("data: ").append(line).append('\n'));
        return (markup.isEmpty() ? event.append("data:\n") : event).append('\n').toString();
    }

    @Override
    public void close() {
        stop.run();
        browsers.forEach(browser -> browser.response.reset());
        browsers.clear();
    }
}
