package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.journal.ParkedItems;
import io.tidegate.observation.EntryJson;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/**
 * {@code /api/v1}: what waits for a person to look at. Each method answers one route, on a worker thread; safe from any of
 * them.
 */
final class SetAsideApi {

    private static final int ITEMS_DEFAULT = 100;
    private static final int ITEMS_MAX = 1_000;

    private final Rooms rooms;
    private final ParkedItems items;

    SetAsideApi(Rooms rooms) {
        this.rooms = rooms;
        this.items = new ParkedItems(rooms.journal());
    }

    Answer parked(Asked asked) throws InvalidRequest, SQLException {
        List<ParkedItems.ParkedItem> newest = items.newest(limit(asked));
        return list("ever", items.count(), newest, SetAsideApi::write);
    }

    Answer rejected(Asked asked) throws InvalidRequest, SQLException {
        List<ParkedItems.RejectedItem> newest = items.rejected(limit(asked));
        return list("count", items.rejectedCount(), newest, this::write);
    }

    private static int limit(Asked asked) throws InvalidRequest {
        return (int) asked.number("limit", ITEMS_DEFAULT, 1, ITEMS_MAX);
    }

    private static <T> Answer list(String counted, long count, List<T> newest, Answer.Members<T> members) {
        return Answer.object(json -> {
            json.writeNumberField(counted, count);
            json.writeFieldName("items");
            Answer.objects(json, newest, members);
        });
    }

    private static void write(JsonGenerator json, ParkedItems.ParkedItem item) throws IOException {
        json.writeNumberField("id", item.id());
        json.writeStringField("source", item.parked().source());
        json.writeStringField("time", EntryJson.time(item.parked().at()));
        json.writeStringField("address", item.parked().address());
        json.writeStringField(
                "payload", Base64.getEncoder().encodeToString(item.parked().payload()));
        json.writeStringField("reason", item.parked().reason());
    }

    private void write(JsonGenerator json, ParkedItems.RejectedItem item) throws IOException {
        json.writeStringField("sink", item.reader());
        json.writeStringField("id", rooms.site().origin().idOf(item.position()));
        json.writeNumberField("position", item.position());
        if (item.seen().isPresent()) {
            json.writeStringField("device", item.seen().get().device().value());
        }
        json.writeStringField("time", EntryJson.time(item.refusal().at()));
        json.writeStringField("reason", item.refusal().reason());
        json.writeNumberField("times", item.refusal().times());
        json.writeBooleanField("replaying", item.replaying());
    }
}
