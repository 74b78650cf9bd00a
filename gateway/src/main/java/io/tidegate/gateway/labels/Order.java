package io.tidegate.gateway.labels;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.tidegate.observation.Item;
import io.tidegate.observation.ItemJson;
import io.tidegate.observation.Members;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** What a {@link Press} is to print, as JSON on its way to the other process. Immutable. */
record Order(Locale locale, LocalDate today, What what) {

    private static final JsonFactory JSON = new JsonFactory();

    /** One document. */
    sealed interface What {}

    record Shelf(ShelfWish wish, List<Item> items) implements What {}

    record Commands(List<Printable> commands) implements What {}

    void write(OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("locale", locale.toLanguageTag());
            json.writeStringField("today", today.toString());
            switch (what) {
                case Shelf shelf -> write(shelf, json);
                case Commands commands -> write(commands, json);
            }
            json.writeEndObject();
        }
    }

    private static void write(Shelf shelf, JsonGenerator json) throws IOException {
        ShelfWish wish = shelf.wish;
        json.writeStringField("layout", wish.paper().name());
        json.writeBooleanField("dataMatrix", wish.dataMatrix());
        if (wish.percent().isPresent()) {
            json.writeNumberField("percent", wish.percent().get());
        }
        json.writeStringField("lot", wish.batch().lot().orElse(null));
        json.writeStringField(
                "expiry", wish.batch().expiry().map(LocalDate::toString).orElse(null));
        json.writeArrayFieldStart("items");
        for (Item item : shelf.items) {
            json.writeStartObject();
            ItemJson.members(json, item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(Commands commands, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("commands");
        for (Printable each : commands.commands) {
            json.writeStartObject();
            json.writeStringField("heading", each.heading());
            json.writeStringField("what", each.what());
            json.writeStringField("data", each.data());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static Order read(InputStream in) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            json.nextToken();
            Members members = Members.read(json);
            return new Order(
                    Locale.forLanguageTag(members.requiredText("locale")),
                    LocalDate.parse(members.requiredText("today")),
                    members.has("commands") ? commands(members) : shelf(members));
        }
    }

    private static What shelf(Members members) {
        ShelfWish wish = new ShelfWish(
                Paper.named(members.requiredText("layout")).orElseThrow(),
                members.flag("dataMatrix"),
                members.whole("percent"),
                new ShelfWish.Batch(members.text("lot"), members.text("expiry").map(LocalDate::parse)));
        return new Shelf(
                wish, members.objects("items").stream().map(ItemJson::item).toList());
    }

    private static What commands(Members members) {
        return new Commands(members.objects("commands").stream()
                .map(each -> new Printable(
                        each.requiredText("heading"), each.requiredText("what"), each.requiredText("data")))
                .toList());
    }
}
