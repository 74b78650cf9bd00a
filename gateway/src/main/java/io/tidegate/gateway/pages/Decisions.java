package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.ParkedItems;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What a person decides about entries that a cloud refused, and about what was set aside: send it again, or forget it. An
 * answer that says so goes out when it is on disk. Deciding twice is no mistake. Each method answers one route, on a worker
 * thread; safe from any of them.
 */
final class Decisions {

    private static final String POSITION = "position";

    private final Rooms rooms;
    private final ParkedItems parked;

    Decisions(Rooms rooms) {
        this.rooms = rooms;
        this.parked = new ParkedItems(rooms.journal());
    }

    /** The same from a form of the page, which shows what came of it, in its reader's language. */
    static Workers.Question thenShow(String page, Workers.Question decision) {
        return asked -> Answer.seeOther(
                page + notice(decision, asked).map(Notice::query).orElse(""));
    }

    /** Of entries that are sent again: the page follows what comes of it. */
    Workers.Question thenFollow(Workers.Question decision) {
        return asked -> {
            // Looked at before it is done: what is refused again from now on was refused for this.
            Instant now = rooms.surroundings().clock().instant();
            Optional<Notice> trouble = notice(decision, asked);
            if (trouble.isPresent()) {
                return Answer.seeOther(RefusedPage.PATH + trouble.get().query());
            }
            Optional<Long> position =
                    asked.path().containsKey(POSITION) ? Optional.of(number(asked, POSITION)) : Optional.empty();
            return Answer.seeOther(RefusedPage.PATH + new SentAgain(sink(asked), position, now).query());
        };
    }

    private static Optional<Notice> notice(Workers.Question decision, Asked asked) throws Exception {
        try {
            return decision.answer(asked).succeeded() ? Optional.empty() : Optional.of(Notice.LATER);
        } catch (InvalidRequest gone) {
            return Optional.of(Notice.GONE);
        }
    }

    Answer replayAll(Asked asked) throws InvalidRequest, InterruptedException {
        String sink = sink(asked);
        mustBeKnown(rooms.delivers(sink));
        return decided(rooms.journal().books().replay(sink));
    }

    Answer replay(Asked asked) throws InvalidRequest, InterruptedException {
        String sink = sink(asked);
        mustBeKnown(rooms.delivers(sink));
        return decided(rooms.journal().books().replay(sink, List.of(number(asked, POSITION))));
    }

    Answer dismiss(Asked asked) throws InvalidRequest, InterruptedException, SQLException {
        return decided(rooms.journal().books().dismiss(refuser(asked), List.of(number(asked, POSITION))));
    }

    /** All that this cloud has refused so far. */
    Answer dismissAll(Asked asked) throws InvalidRequest, InterruptedException, SQLException {
        String sink = refuser(asked);
        return decided(rooms.journal().books().dismiss(sink, parked.refusedBy(sink)));
    }

    /** Also one that is no longer in the site file. */
    private String refuser(Asked asked) throws InvalidRequest, SQLException {
        String sink = sink(asked);
        mustBeKnown(rooms.delivers(sink) || parked.hasRefused(sink));
        return sink;
    }

    Answer dismissParked(Asked asked) throws InvalidRequest, InterruptedException {
        return decided(parked.delete(number(asked, "id")));
    }

    static String sink(Asked asked) {
        return String.valueOf(asked.path().get("sink"));
    }

    static void mustBeKnown(boolean known) throws InvalidRequest {
        if (!known) {
            throw unknown();
        }
    }

    static InvalidRequest unknown() {
        return new InvalidRequest(404, "There is no such sink", "GET /api/v1/sinks lists those that there are.");
    }

    private static long number(Asked asked, String name) throws InvalidRequest {
        try {
            return Long.parseLong(String.valueOf(asked.path().get(name)));
        } catch (NumberFormatException e) {
            throw new InvalidRequest(
                    400, "The " + name + " in the address is no whole number", "Take it from the list.");
        }
    }

    private Answer decided(CompletionStage<Void> onDisk) throws InterruptedException {
        return decided(rooms, onDisk, Answer.nothing());
    }

    /** @param done the answer when it is on disk */
    static Answer decided(Rooms rooms, CompletionStage<Void> onDisk, Answer done) throws InterruptedException {
        try {
            // In trouble the disk would hold a worker up, and there are two.
            if (rooms.journal().trouble().isEmpty()) {
                Awaited.byForm(onDisk);
                return done;
            }
        } catch (TimeoutException | ExecutionException e) {
            // Answered as a disk that is known to be in trouble.
        }
        return Answer.problem(503, "The disk does not answer", "It is done when it does; look at the page again.")
                .after(Awaited.FORM_WAIT_MAX);
    }
}
