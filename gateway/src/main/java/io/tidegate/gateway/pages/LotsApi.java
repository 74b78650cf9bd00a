package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Genealogy;
import io.tidegate.gateway.inventory.Genealogy.Kin;
import io.tidegate.gateway.inventory.Genealogy.Life;
import io.tidegate.gateway.inventory.Genealogy.Lot;
import io.tidegate.gateway.inventory.Genealogy.LotId;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.StockJson;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** {@code /api/v1/lots}: where lots are, came from and went. Each method answers one route, on a worker thread; safe from any. */
final class LotsApi {

    private final Genealogy genealogy;
    private final Books books;

    LotsApi(Rooms rooms) {
        this.genealogy = rooms.inventory().genealogy();
        this.books = rooms.inventory().books();
    }

    String edition() throws SQLException {
        return books.edition();
    }

    Answer list(Asked asked) throws SQLException, InvalidRequest {
        LotId after = new LotId(
                asked.parameter("afterItem").orElse(""),
                asked.parameter("afterLot").orElse(""));
        Optional<String> item = asked.filter("item");
        Optional<String> location = asked.filter("location");
        return Paging.list(
                asked,
                limit -> genealogy.lots(item, location, after, limit),
                last -> Map.of(
                        "afterItem", last.id().item(), "afterLot", last.id().lot()),
                LotsApi::write);
    }

    Answer one(Asked asked) throws SQLException, InvalidRequest {
        String item = asked.path().getOrDefault("item", "");
        String lot = asked.path().getOrDefault("lot", "");
        int depth = (int) asked.number("depth", Genealogy.DEPTH_MAX, 1, Genealogy.DEPTH_MAX);
        Life life = genealogy
                .of(item, lot, depth)
                .orElseThrow(() -> new InvalidRequest(
                        404,
                        "No lot '" + lot + "' of '" + item + "' was ever booked",
                        "Look at /api/v1/lots for those that were."));
        return Answer.object(json -> {
            write(json, life.lot());
            json.writeStringField("name", life.name());
            json.writeFieldName("movements");
            Answer.objects(json, life.lines(), StockApi::write);
            json.writeFieldName("madeFrom");
            Answer.objects(json, life.madeFrom(), LotsApi::write);
            json.writeFieldName("wentInto");
            Answer.objects(json, life.wentInto(), LotsApi::write);
            json.writeBooleanField("more", life.more());
        });
    }

    private static void write(JsonGenerator json, Lot lot) throws IOException {
        write(json, lot.id());
        json.writeStringField("expiry", lot.expiry().map(LocalDate::toString).orElse(null));
        json.writeFieldName("levels");
        Answer.objects(json, lot.held(), (inner, held) -> {
            inner.writeStringField("location", held.location());
            StockJson.amount(inner, held.amount());
        });
    }

    private static void write(JsonGenerator json, LotId id) throws IOException {
        json.writeStringField("item", id.item());
        json.writeStringField("lot", id.lot());
    }

    private static void write(JsonGenerator json, Kin kin) throws IOException {
        json.writeNumberField("depth", kin.depth());
        json.writeStringField("item", kin.item());
        json.writeStringField("lot", kin.lot().orElse(null));
        json.writeObjectFieldStart("of");
        write(json, kin.of());
        json.writeEndObject();
        json.writeStringField("run", kin.run());
        json.writeStringField("time", EntryJson.time(kin.at()));
        StockJson.amount(json, kin.amount());
    }
}
