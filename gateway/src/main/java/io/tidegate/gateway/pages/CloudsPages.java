package io.tidegate.gateway.pages;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The page of the clouds, and its buttons. Answers on a worker thread; safe from any. */
final class CloudsPages {

    static final String PATH = "/clouds";

    /** Rows of a cloud's history; who needs more asks the API. */
    private static final int OUTAGES_MAX = 20;

    private final Rooms rooms;
    private final Probing probing;

    CloudsPages(Rooms rooms) {
        this.rooms = rooms;
        this.probing = new Probing(rooms);
    }

    Answer show(Asked asked) throws SQLException {
        Words words = rooms.words(asked);
        Instant now = rooms.surroundings().clock().instant();
        CloudWords say = new CloudWords(words, now, Storage.of(rooms, now));
        List<CloudsPage.Cloud> clouds = new ArrayList<>();
        for (SinkReport sink : rooms.surroundings().sinks().get()) {
            clouds.add(say.cloud(sink, CloudHistory.of(rooms, sink.id(), OUTAGES_MAX)));
        }
        CloudsPage page = new CloudsPage(words, now.toString(), Notice.of(asked, words), clouds);
        return Answer.html(Markup.clouds(page, Frame.of(rooms.site())));
    }

    /** The page shows what came of it, also where that is later. */
    Answer probe(Asked asked) throws InvalidRequest, InterruptedException {
        return probing.ask(String.valueOf(asked.path().get("sink"))).isPresent()
                ? Answer.nothing()
                : Answer.problem(503, "The cloud has not answered yet", "Look at the page again in some seconds.");
    }
}
