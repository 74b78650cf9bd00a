package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.commands.AskedCommand;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.StockJson;
import java.io.IOException;
import java.sql.SQLException;

/** {@code /api/v1/commands}: what clouds asked, and what became of it. Answers on a worker thread; safe from any of them. */
final class CommandsApi {

    private static final int LIMIT_DEFAULT = 100;

    private final Rooms rooms;

    CommandsApi(Rooms rooms) {
        this.rooms = rooms;
    }

    /** The newest first. */
    Answer commands(Asked asked) throws InvalidRequest, SQLException {
        int limit = (int) asked.number("limit", LIMIT_DEFAULT, 1, Paging.LIMIT_MAX);
        return Answer.list(rooms.commands().newest(asked.filter("sink"), limit), CommandsApi::write);
    }

    private static void write(JsonGenerator json, AskedCommand command) throws IOException {
        json.writeStringField("sink", command.sink());
        json.writeStringField("id", command.id());
        StockJson.optional(json, "command", command.command());
        StockJson.optional(json, "subject", command.subject());
        json.writeStringField("time", EntryJson.time(command.at()));
        StockJson.optional(json, "outcome", command.outcome().map(each -> each.word()));
        StockJson.optional(json, "reason", command.reason());
        StockJson.optional(json, "answered", command.answered().map(EntryJson::time));
    }
}
