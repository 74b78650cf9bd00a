package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.driver.WatchStatus;
import io.tidegate.gateway.commands.Reporting;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Members;
import io.tidegate.observation.RemoteJson;
import io.tidegate.observation.Value;
import io.tidegate.site.CommandRights;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;

/** What clouds can have reported: what the API answers to the same question. Safe from any thread; reads the database. */
public final class SiteReports implements Reporting {

    /** Levels of a report whose sender does not say how many: they go in one entry. */
    private static final String LIMIT_DEFAULT = "200";

    private final Rooms rooms;
    private final StockApi stock;
    private final ColdApi cold;
    private final StateApi state;
    private final CloudsApi clouds;

    public SiteReports(Rooms rooms) {
        this.rooms = rooms;
        this.stock = new StockApi(rooms);
        this.cold = new ColdApi(rooms);
        this.state = new StateApi(rooms);
        this.clouds = new CloudsApi(rooms);
    }

    @Override
    public String report(CommandRights.Report what, Map<String, Value> with) throws CannotReport, SQLException {
        Asked asked = asked(with);
        try {
            return switch (what) {
                case STATUS -> text(status(asked));
                case LEVELS -> text(stock.levels(asked));
                case EXPOSURES -> text(cold.exposures(asked));
            };
        } catch (InvalidRequest refused) {
            throw new CannotReport(words(refused.answer()));
        }
    }

    private Answer status(Asked asked) {
        return Answer.object(json -> {
            json.writeStringField(
                    "time", EntryJson.time(rooms.surroundings().clock().instant()));
            json.writeBooleanField(
                    "clockTrusted", rooms.surroundings().clockTrusted().getAsBoolean());
            json.writeFieldName("journal");
            json.writeRawValue(body(state.journal(asked)));
            json.writeFieldName("devices");
            Answer.objects(json, rooms.surroundings().watches().get(), SiteReports::write);
            json.writeFieldName("sinks");
            json.writeRawValue(body(clouds.sinks(asked)));
        });
    }

    private static void write(JsonGenerator json, WatchStatus device) throws IOException {
        json.writeStringField("id", device.id().value());
        json.writeBooleanField("up", device.state() instanceof WatchStatus.Up);
        if (device.state() instanceof WatchStatus.Down down) {
            json.writeStringField("reason", down.reason());
            json.writeStringField("since", EntryJson.time(down.since()));
        }
    }

    private static Asked asked(Map<String, Value> with) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap().add("limit", LIMIT_DEFAULT);
        with.forEach((name, value) -> query.set(name, word(value)));
        return new Asked("", Map.of(), query, MultiMap.caseInsensitiveMultiMap());
    }

    /** As it would stand in an address: 8, not 8.0. */
    private static String word(Value value) {
        return switch (value) {
            case Value.Numeric number ->
                BigDecimal.valueOf(number.value()).stripTrailingZeros().toPlainString();
            case Value.Flag flag -> String.valueOf(flag.value());
            case Value.Text text -> text.value();
        };
    }

    private static String text(Answer answer) throws CannotReport {
        if (!answer.succeeded()) {
            throw new CannotReport(words(answer));
        }
        return body(answer);
    }

    private static String body(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String words(Answer problem) {
        Members members = RemoteJson.members(body(problem));
        return members.requiredText("title") + ". " + members.text("remedy").orElse("");
    }
}
