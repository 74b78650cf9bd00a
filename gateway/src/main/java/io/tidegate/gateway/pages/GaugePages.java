package io.tidegate.gateway.pages;

import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Supplier;

/** The page of the scales and counters that move stock. Answers on a worker thread; safe from any. */
final class GaugePages {

    static final String PATH = "/stock/sensors";

    private final Rooms rooms;
    private final Gauges gauges;
    private final Supplier<String> stamp;

    /** @param stamp of the stock that a page made now shows */
    GaugePages(Rooms rooms, Supplier<String> stamp) {
        this.rooms = rooms;
        this.gauges = new Gauges(rooms);
        this.stamp = stamp;
    }

    Answer show(Asked asked) throws SQLException {
        // Asked first: what changes while the rest is read is told to the page at once.
        String shown = stamp.get();
        Instant now = rooms.surroundings().clock().instant();
        GaugeWords say = new GaugeWords(rooms.words(asked), rooms.site().stock(), now);
        GaugePage page = new GaugePage(
                say.words(),
                shown,
                now.toString(),
                gauges.all().stream().map(say::row).toList());
        return Answer.html(Markup.gauges(page, Frame.of(rooms.site())));
    }
}
