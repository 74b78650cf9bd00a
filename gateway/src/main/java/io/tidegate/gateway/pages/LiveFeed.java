package io.tidegate.gateway.pages;

import io.tidegate.gateway.live.LiveDevice;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Keeps open pages up to date by server-sent events. Once a second each browser gets what changed since its last event,
 * as the same markup that the page itself was made of, so however fast a device speaks it costs one update a second.
 * Used by the server's event loop only, unless said otherwise.
 */
final class LiveFeed implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(1);

    /** Bytes that may wait in a browser's socket; more means that it does not read. */
    private static final int UNREAD_BYTES_MAX = 512 * 1024;

    private static final class Reader {
        final Words words;
        long since;
        String attention = "";
        String house = "";

        Reader(Words words, long since) {
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
    private final Audience<Reader> audience = new Audience<>();
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
        audience.welcome(request, (response, since) -> {
            response.setWriteQueueMaxSize(UNREAD_BYTES_MAX);
            return new Reader(rooms.words(Asked.of(request)), version(since));
        });
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
        return audience.size();
    }

    private void beat() {
        // A slow disk makes a late event, never a queue of them.
        if (audience.size() == 0 || rendering) {
            return;
        }
        rendering = true;
        Map<String, Words> languages = new HashMap<>();
        long since = Long.MAX_VALUE;
        for (Reader reader : audience.states()) {
            languages.put(reader.words.language(), reader.words);
            since = Math.min(since, reader.since);
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
                        audience.tell((reader, due) -> event(reader, news.result(), due));
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

    private Optional<String> event(Reader reader, Map<String, News> byLanguage, boolean due) {
        News news = byLanguage.get(reader.words.language());
        if (news == null) {
            return Optional.empty();
        }
        StringBuilder markup = new StringBuilder();
        for (News.Versioned card : news.cards().values()) {
            if (card.version() > reader.since) {
                markup.append(card.markup());
            }
        }
        if (!Objects.equals(reader.attention, news.attention())) {
            markup.append(news.attention());
        }
        if (!Objects.equals(reader.house, news.house())) {
            markup.append(news.house());
        }
        if (markup.isEmpty() && !due) {
            return Optional.empty();
        }
        reader.attention = news.attention();
        reader.house = news.house();
        reader.since = news.version();
        return Optional.of(event(describer.stamp(news.version()), markup));
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
        audience.close();
    }
}
