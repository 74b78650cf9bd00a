package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.ParkedItems;
import java.sql.SQLException;
import java.util.List;

/** The pages themselves. Each method answers one route, on a worker thread; safe from any of them. */
final class Pages {

    /** Rows of a list; who needs more asks the API. */
    private static final int ROWS_MAX = 200;

    private final Rooms rooms;
    private final Describer describer;
    private final ParkedItems items;

    Pages(Rooms rooms, Describer describer) {
        this.rooms = rooms;
        this.describer = describer;
        this.items = new ParkedItems(rooms.journal());
    }

    Answer glance(Asked asked) throws SQLException {
        return Answer.html(Markup.glance(describer.glance(words(asked)), siteName()));
    }

    Answer parked(Asked asked) throws SQLException {
        Words words = words(asked);
        List<SetAside> rows = items.newest(ROWS_MAX).stream()
                .map(item -> new SetAside(
                        words.moment(item.parked().at()),
                        item.parked().address(),
                        PayloadText.of(item.parked().payload()),
                        item.parked().payload().length,
                        item.parked().reason()))
                .toList();
        return Answer.html(Markup.parked(words, siteName(), rows, unheard(words)));
    }

    private List<Unheard> unheard(Words words) {
        return rooms.surroundings().broker().get().stream()
                .flatMap(broker -> broker.unheard().stream())
                .map(each -> new Unheard(words.moment(each.last()), each.topic(), words.number(each.messages())))
                .toList();
    }

    Answer rejected(Asked asked) throws SQLException {
        Words words = words(asked);
        List<Refused> rows = items.rejected(ROWS_MAX).stream()
                .map(item -> new Refused(
                        words.moment(item.at()),
                        item.reader(),
                        rooms.site().origin().idOf(item.position()),
                        item.reason(),
                        item.replaying()))
                .toList();
        return Answer.html(Markup.rejected(words, siteName(), rows));
    }

    private Words words(Asked asked) {
        return Words.of(rooms.site().site(), asked.acceptLanguage());
    }

    private String siteName() {
        return rooms.site().site().name();
    }
}
