package io.tidegate.gateway.pages;

import io.tidegate.gateway.pages.StreamReader.Event;
import io.tidegate.gateway.pages.StreamReader.Part;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Stock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tinylog.Logger;

/**
 * Tells programs what changes in the stock, each event once and none left out: an event's id says up to where all was told, and
 * who comes again with it is told what it missed, from the journal. So nothing is kept for anybody, and who reads too slowly is let
 * go of. Used by the server's event loop only.
 */
final class StreamFeed implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(1);

    private static final int CLIENTS_MAX = 16;

    /** Sent to all of them and not read, or about to be sent. */
    static final int UNREAD_BYTES_MAX = 1 << 19;

    private static final int CLIENT_BYTES = UNREAD_BYTES_MAX / CLIENTS_MAX / 2;

    /** Who reads nothing for so long is let go of. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final class Client {
        final Set<StreamKind> kinds;
        StreamPlace place;

        /** Of what is being read for it. */
        StreamPlace asked;

        boolean lost;
        boolean isNew = true;

        Client(Set<StreamKind> kinds, Optional<StreamPlace> place, StreamPlace now, boolean cameBack) {
            this.kinds = kinds;
            this.place = place.orElse(now);
            this.asked = this.place;
            this.lost = cameBack && place.isEmpty();
        }
    }

    private final Workers workers;
    private final StreamReader reader;
    private final Context loop;
    private final Audience<Client> audience = new Audience<>(CLIENTS_MAX, PATIENCE);
    private final Runnable stop;
    private boolean reading;
    private boolean again;
    private volatile boolean closed;

    /** The last entry that concerns the stock, or one behind it. */
    private long newest;

    StreamFeed(Vertx vertx, Rooms rooms, Workers workers) throws SQLException {
        this.workers = workers;
        this.reader = new StreamReader(rooms, CLIENT_BYTES);
        this.loop = vertx.getOrCreateContext();
        rooms.journal().onCommitted(this::committed);
        this.newest = rooms.journal().lastPosition();
        long timer = vertx.setPeriodic(BEAT.toMillis(), _ -> loop.runOnContext(_ -> read()));
        this.stop = () -> vertx.cancelTimer(timer);
    }

    void welcome(RoutingContext request) {
        Set<StreamKind> kinds;
        try {
            kinds = StreamKind.read(Asked.of(request).filter("kinds"));
        } catch (InvalidRequest invalid) {
            invalid.answer().send(request.response());
            return;
        }
        audience.welcome(request, (response, since) -> {
            response.setWriteQueueMaxSize(CLIENT_BYTES).drainHandler(_ -> read());
            return new Client(kinds, reader.place(since), reader.now(), !since.isBlank());
        });
        read();
    }

    /** Now. Safe from any thread. */
    int clients() {
        return audience.size();
    }

    /** On the journal's thread. */
    private void committed(List<Entry> entries) {
        long first = 0;
        long last = 0;
        for (Entry entry : entries) {
            if (entry.observation() instanceof Stock) {
                first = first == 0 ? entry.position() : first;
                last = entry.position();
            }
        }
        if (first > 0 && !closed) {
            long from = first;
            long to = last;
            loop.runOnContext(_ -> told(from, to));
        }
    }

    private void told(long first, long last) {
        for (Client client : audience.states()) {
            // What lies between is no stock, and need not be read.
            if (client.place.behind() >= newest && client.place.position() < first) {
                client.place = new StreamPlace(first - 1, 0, client.place.proposals());
            }
        }
        newest = Math.max(newest, last);
        read();
    }

    /** For all who can be told something, in one go. A slow disk makes late events, never a queue of them. */
    private void read() {
        if (reading) {
            again = true;
            return;
        }
        Set<StreamPlace> places = new HashSet<>();
        for (Client client : audience.reading()) {
            client.asked = client.place;
            places.add(client.place);
        }
        again = false;
        if (audience.size() == 0) {
            return;
        }
        reading = true;
        long upTo = newest;
        workers.run(() -> parts(places, upTo))
                .onComplete(parts -> loop.runOnContext(_ -> {
                    reading = false;
                    if (parts.succeeded()) {
                        tell(parts.result());
                    } else {
                        Logger.debug(parts.cause(), "nothing is told this second");
                    }
                }));
    }

    private Map<StreamPlace, Part> parts(Set<StreamPlace> places, long upTo) throws SQLException {
        Map<StreamPlace, Part> parts = new HashMap<>();
        for (StreamPlace place : places) {
            parts.put(place, reader.after(place, upTo));
        }
        return parts;
    }

    private void tell(Map<StreamPlace, Part> parts) {
        audience.tell((client, due) -> {
            Part part = parts.get(client.asked);
            if (part == null || !client.place.equals(client.asked)) {
                again = true;
                return Optional.empty();
            }
            again |= part.more();
            return text(client, part, due);
        });
        if (again) {
            read();
        }
    }

    private Optional<String> text(Client client, Part part, boolean due) {
        StringBuilder text = new StringBuilder();
        if (client.lost || part.lost()) {
            text.append("event: lost\ndata: {}\n\n");
        }
        boolean marked = false;
        for (Event event : part.events()) {
            if (client.kinds.contains(event.kind())) {
                text.append("event: ").append(event.kind().word());
                text.append("\nid: ").append(event.id());
                text.append("\ndata: ").append(event.json()).append("\n\n");
                marked = true;
            }
        }
        if (!marked && (due || client.isNew)) {
            // An id alone is no event, and yet remembered: from here it goes on when the line breaks.
            text.append(": nothing new\nid: ").append(reader.id(part.next())).append("\n\n");
        }
        client.place = part.next();
        client.lost = false;
        client.isNew = false;
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    @Override
    public void close() {
        closed = true;
        stop.run();
        audience.close();
    }
}
