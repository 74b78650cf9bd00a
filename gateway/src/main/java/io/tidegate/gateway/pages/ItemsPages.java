package io.tidegate.gateway.pages;

import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The page of the catalogue: how items get in, and where one is found. Answers on a worker thread; safe from any. */
final class ItemsPages {

    static final String PATH = StockWords.PATH + "/items";

    static final String SAMPLE = PATH + "/sample.csv";

    private static final int ROWS_MAX = 100;
    private static final int PAGES_MAX = 10_000;

    private final Rooms rooms;

    ItemsPages(Rooms rooms) {
        this.rooms = rooms;
    }

    Answer list(Asked asked) throws SQLException, InvalidRequest {
        Optional<Phrase> done = asked.parameter("added").isEmpty()
                ? Optional.empty()
                : Optional.of(Phrase.of(rooms.words(asked)
                        .say(
                                "items.done",
                                asked.number("added", 0, 0, Integer.MAX_VALUE),
                                asked.number("changed", 0, 0, Integer.MAX_VALUE))));
        return page(asked, 200, done, Optional.empty());
    }

    /** A table to begin with, as the site's spreadsheet opens it. */
    Answer sample(Asked asked) {
        return Answer.text("text/csv; charset=utf-8; header=present", new SampleTable(rooms.words(asked)).csv());
    }

    Answer page(Asked asked, int status, Optional<Phrase> notice, Optional<ItemsPage.Look> look)
            throws SQLException, InvalidRequest {
        ItemWords say = ItemWords.of(rooms, asked);
        long page = asked.number("page", 1, 1, PAGES_MAX);
        String text = asked.parameter("q").orElse("").strip();
        List<Item> items = rooms.inventory().books().found(text, (int) (page - 1) * ROWS_MAX, ROWS_MAX + 1);
        ItemsPage shown = new ItemsPage(
                say.words(),
                notice,
                look,
                new ItemsPage.Search(text, page, items.size() > ROWS_MAX),
                items.stream().limit(ROWS_MAX).map(say::row).toList());
        return Answer.html(status, Markup.items(shown, Frame.of(rooms.site())));
    }
}
