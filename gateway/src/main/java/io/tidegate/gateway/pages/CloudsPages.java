package io.tidegate.gateway.pages;

import io.tidegate.gateway.commands.CommandFigures;
import io.tidegate.gateway.journal.JournalStatus;
import io.tidegate.gateway.proofs.ReceiverReports.StoredReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page of the clouds, and its buttons. Answers on a worker thread; safe from any. */
final class CloudsPages {

    static final String PATH = "/clouds";

    /** Commands of a cloud; who needs more asks the API. */
    private static final int COMMANDS_MAX = 10;

    private final Rooms rooms;
    private final Probing probing;
    private final Receivers receivers;

    CloudsPages(Rooms rooms) {
        this.rooms = rooms;
        this.probing = new Probing(rooms);
        this.receivers = new Receivers(rooms);
    }

    Answer show(Asked asked) throws SQLException {
        Words words = rooms.words(asked);
        Instant now = rooms.surroundings().clock().instant();
        JournalStatus journal = rooms.journal().status();
        long room = rooms.site().gateway().retention().bytes();
        CloudWords say = new CloudWords(words, now, Storage.of(journal, room, now));
        List<CloudsPage.Cloud> clouds = new ArrayList<>();
        try (Connection reader = rooms.journal().openReader()) {
            for (SinkReport sink : rooms.surroundings().sinks().get()) {
                clouds.add(say.cloud(
                        sink,
                        CloudHistory.of(rooms.journal().books(), reader, sink.id(), journal.oldest(), now),
                        whole(say, sink),
                        say.asked(rooms.commands().newest(Optional.of(sink.id()), COMMANDS_MAX), deaf(sink.id()))));
            }
        }
        CloudsPage page = new CloudsPage(words, now.toString(), Notice.of(asked, words), clouds);
        return Answer.html(Markup.clouds(page, Frame.of(rooms.site())));
    }

    private Optional<String> deaf(String sink) {
        return rooms.commands().figures().stream()
                .filter(each -> each.sink().equals(sink))
                .findFirst()
                .flatMap(CommandFigures::trouble);
    }

    /** The page shows what came of it, also where that is later. */
    Answer probe(Asked asked) throws InvalidRequest, InterruptedException {
        var _ = probing.ask(Decisions.sink(asked));
        return Answer.nothing();
    }

    private Optional<CloudsPage.Whole> whole(CloudWords say, SinkReport sink) throws SQLException {
        Optional<StoredReport> stored = rooms.proofs().reports().last(sink.id());
        return stored.isEmpty()
                ? Optional.empty()
                : Optional.of(new WholeWords(say)
                        .whole(stored.get(), receivers.compare(sink.id(), stored.get()), sink.backlog()));
    }

    /** Sends once more what the receiver's last report lacked. */
    Answer again(Asked asked) throws InvalidRequest, SQLException, InterruptedException {
        String sink = Decisions.sink(asked);
        Optional<StoredReport> stored = rooms.proofs().reports().last(sink);
        Decisions.mustBeKnown(rooms.delivers(sink) && stored.isPresent());
        Receivers.Sending sending = receivers.send(
                sink, stored.get(), receivers.compare(sink, stored.get()).lacking());
        return Decisions.decided(rooms, sending.onDisk(), Answer.nothing());
    }
}
