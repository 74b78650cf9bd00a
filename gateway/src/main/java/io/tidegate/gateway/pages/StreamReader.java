package io.tidegate.gateway.pages;

import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.observation.Booking;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Level;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Remote;
import io.tidegate.observation.StockJson;
import io.tidegate.observation.Summary;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the stream tells next: entries from the journal, and proposals. Safe from any thread; reads the database. */
final class StreamReader {

    private static final int ENTRIES_MAX = 500;
    private static final int PROPOSALS_MAX = 50;

    private final Rooms rooms;
    private final int lengthMax;
    private final String ledger;

    /** @param lengthMax characters of one part, and one entry more */
    StreamReader(Rooms rooms, int lengthMax) throws SQLException {
        this.rooms = rooms;
        this.lengthMax = lengthMax;
        this.ledger = rooms.inventory().books().ledger().substring(0, 8);
    }

    /** @param id of this event */
    record Event(StreamKind kind, String id, String json) {}

    /**
     * Some events.
     *
     * @param next up to where all is told with them
     * @param more whether there is more already
     * @param lost whether something before them is in the journal no longer
     */
    record Part(List<Event> events, StreamPlace next, boolean more, boolean lost) {}

    /** Empty for what is no id of this stream. */
    Optional<StreamPlace> place(String id) {
        return StreamPlace.of(ledger, id)
                .filter(place -> place.position() <= rooms.journal().lastPosition());
    }

    StreamPlace now() {
        return new StreamPlace(rooms.journal().lastPosition(), 0, -1);
    }

    String id(StreamPlace place) {
        return place.id(ledger);
    }

    /** @param newest the position of the last entry that concerns the stock */
    Part after(StreamPlace place, long newest) throws SQLException {
        long lastChange = rooms.orders().lastChange();
        boolean lost = place.proposals() > lastChange;
        long proposals = lost || place.proposals() < 0 ? lastChange : place.proposals();
        Telling telling = new Telling(new StreamPlace(place.position(), place.told(), proposals));
        if (place.behind() < newest) {
            long first = rooms.journal().status().firstPosition();
            lost |= place.behind() + 1 < first;
            entries(telling, Math.max(place.behind(), first - 1), newest);
        }
        // Proposals have the place of the last entry, so all before it is told first.
        boolean more = telling.at.behind() < newest || proposals(telling);
        return new Part(telling.events, telling.at, more, lost);
    }

    /** What is told until now, and up to where. */
    private static final class Telling {
        final List<Event> events = new ArrayList<>();
        StreamPlace at;
        int length;

        Telling(StreamPlace at) {
            this.at = at;
        }
    }

    private void entries(Telling telling, long from, long newest) throws SQLException {
        StreamPlace begin = telling.at;
        List<Entry> entries;
        try (Connection reader = rooms.journal().openReader()) {
            entries = rooms.journal().entriesAfter(reader, from, ENTRIES_MAX);
        }
        // Where nothing can be read up to the newest, what is left is damaged, and reported.
        long upTo = entries.isEmpty() ? newest : entries.getLast().position();
        for (Entry entry : entries) {
            if (telling.length > lengthMax) {
                upTo = entry.position() - 1;
                break;
            }
            int skipped = entry.position() == begin.position() ? begin.told() : 0;
            tell(telling, entry, skipped);
        }
        telling.at = new StreamPlace(upTo, 0, begin.proposals());
    }

    private void tell(Telling telling, Entry entry, int skipped) throws SQLException {
        List<Said> said = said(entry);
        for (int i = skipped; i < said.size(); i++) {
            // With the last one all of the entry is told.
            int told = i + 1 == said.size() ? 0 : i + 1;
            StreamPlace place = new StreamPlace(entry.position(), told, telling.at.proposals());
            telling.events.add(new Event(said.get(i).kind, id(place), said.get(i).json));
            telling.length += said.get(i).json.length();
        }
    }

    private record Said(StreamKind kind, String json) {}

    /** The same however often it is read, but for what is known of a lot by now. */
    private List<Said> said(Entry entry) throws SQLException {
        return switch (entry.observation()) {
            case Booking _ -> List.of(new Said(StreamKind.MOVEMENT, json(entry)));
            case CatalogueItem _ -> List.of(new Said(StreamKind.ITEM, json(entry)));
            case Level level
            when level.lot().isPresent() ->
                List.of(
                        new Said(StreamKind.LEVEL, json(entry)),
                        new Said(StreamKind.LOT, lot(level.item(), level.lot().get())));
            case Level _ -> List.of(new Said(StreamKind.LEVEL, json(entry)));
            case Observation.Reading _, Observation.Scan _, Observation.Fault _, Summary _, Proof _, Remote _ ->
                List.of();
        };
    }

    private String json(Entry entry) {
        return new String(EntryJson.object(rooms.site().origin(), entry), StandardCharsets.UTF_8);
    }

    private String lot(String item, String lot) throws SQLException {
        Optional<LocalDate> expiry = rooms.inventory().books().expiry(item, lot);
        return text(Answer.object(json -> {
            json.writeStringField("item", item);
            json.writeStringField("lot", lot);
            StockJson.optional(json, "expiry", expiry.map(LocalDate::toString));
        }));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Whether there are more. */
    private boolean proposals(Telling telling) throws SQLException {
        List<Orders.Changed> changes = rooms.orders().changedAfter(telling.at.proposals(), PROPOSALS_MAX);
        for (Orders.Changed change : changes) {
            if (telling.length > lengthMax) {
                return true;
            }
            telling.at = new StreamPlace(telling.at.position(), telling.at.told(), change.number());
            String json = text(proposal(change));
            telling.events.add(new Event(StreamKind.PROPOSAL, id(telling.at), json));
            telling.length += json.length();
        }
        return changes.size() == PROPOSALS_MAX;
    }

    private static Answer proposal(Orders.Changed change) {
        Optional<Proposed> now = change.now();
        return Answer.object(json -> {
            if (now.isPresent()) {
                OrdersApi.write(json, now.get());
            } else {
                json.writeStringField("id", change.id());
                json.writeStringField("state", "gone");
            }
        });
    }
}
