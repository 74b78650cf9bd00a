package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Catalogue;
import io.tidegate.gateway.inventory.Line;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Item;
import io.tidegate.observation.ItemJson;
import io.tidegate.observation.StockJson;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * {@code /api/v1/levels}, {@code movements} and {@code items}: what ledger and catalogue say. Each method answers one route, on a worker
 * thread; safe from any of them.
 */
final class StockApi {

    private final Books books;
    private final Catalogue catalogue;

    StockApi(Rooms rooms) {
        this.books = rooms.inventory().books();
        this.catalogue = rooms.inventory().catalogue();
    }

    Answer levels(Asked asked) throws SQLException, InvalidRequest {
        int limit = (int) asked.number("limit", Books.ROWS_MAX, 1, Books.ROWS_MAX);
        Books.After after = new Books.After(
                asked.parameter("afterItem").orElse(""),
                asked.parameter("afterLocation").orElse(""),
                asked.parameter("afterLot").orElse(""));
        List<Books.LevelRow> levels = books.levels(asked.parameter("item"), asked.parameter("location"), after, limit);
        return Answer.list(levels, StockApi::write);
    }

    private static void write(JsonGenerator json, Books.LevelRow level) throws IOException {
        json.writeStringField("item", level.item());
        json.writeStringField("location", level.location());
        json.writeStringField("lot", level.lot().orElse(null));
        StockJson.amount(json, level.amount());
    }

    /** Items of the catalogue in the order of their ids. */
    Answer items(Asked asked) throws SQLException, InvalidRequest {
        int limit = (int) asked.number("limit", Books.ROWS_MAX, 1, Books.ROWS_MAX);
        return Answer.list(books.items(asked.parameter("after").orElse(""), limit), ItemJson::members);
    }

    /** One item, by its id or a code. */
    Answer item(Asked asked) throws SQLException, InvalidRequest {
        String meant = asked.path().getOrDefault("id", "");
        Item item = books.item(meant)
                .orElseThrow(() -> new InvalidRequest(
                        404,
                        "The catalogue does not know '" + meant + "'",
                        "Look at /api/v1/items for what it knows."));
        return Answer.json(json -> {
            json.writeStartObject();
            ItemJson.members(json, item);
            json.writeEndObject();
        });
    }

    /** The whole catalogue as a table for a spreadsheet. */
    Answer table(Asked asked) throws SQLException {
        return Answer.text("text/csv; charset=utf-8; header=present", catalogue.csv());
    }

    Answer movements(Asked asked) throws SQLException, InvalidRequest {
        int limit = (int) asked.number("limit", Books.ROWS_MAX, 1, Books.ROWS_MAX);
        long after = asked.number("after", 0, 0, Long.MAX_VALUE);
        return Answer.list(books.lines(asked.parameter("item"), after, limit), StockApi::write);
    }

    private static void write(JsonGenerator json, Line line) throws IOException {
        json.writeNumberField("position", line.position());
        json.writeStringField("time", EntryJson.time(line.booking().at()));
        json.writeStringField("device", line.booking().device().value());
        json.writeBooleanField("reversed", line.reversed());
        json.writeFieldName("movement");
        StockJson.write(json, line.booking());
    }
}
