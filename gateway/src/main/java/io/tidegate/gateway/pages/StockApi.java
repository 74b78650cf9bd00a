package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Catalogue;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.Line;
import io.tidegate.gateway.inventory.Sought;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Item;
import io.tidegate.observation.ItemJson;
import io.tidegate.observation.StockJson;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /api/v1/levels}, {@code movements} and {@code items}: what ledger and catalogue say. Each method answers one route, on a worker
 * thread; safe from any of them.
 */
final class StockApi {

    private final Inventory inventory;
    private final Books books;
    private final Catalogue catalogue;

    StockApi(Rooms rooms) {
        this.inventory = rooms.inventory();
        this.books = rooms.inventory().books();
        this.catalogue = rooms.inventory().catalogue();
    }

    /** Of all that follows from lines and items. */
    String edition() throws SQLException {
        return books.edition();
    }

    String catalogueEdition() throws SQLException {
        return books.catalogueEdition();
    }

    Answer levels(Asked asked) throws SQLException, InvalidRequest {
        Optional<String> trouble = inventory.trouble();
        if (trouble.isPresent()) {
            throw new InvalidRequest(503, trouble.get(), "Ask again when the gateway is ready (/health/ready).");
        }
        Books.After after = new Books.After(
                asked.parameter("afterItem").orElse(""),
                asked.parameter("afterLocation").orElse(""),
                asked.parameter("afterLot").orElse(""));
        Optional<String> item = asked.filter("item");
        Optional<String> location = asked.filter("location");
        return Paging.list(
                asked,
                limit -> books.levels(item, location, after, limit),
                last -> Map.of(
                        "afterItem", last.item(),
                        "afterLocation", last.location(),
                        "afterLot", last.lot().orElse("")),
                StockApi::write);
    }

    private static void write(JsonGenerator json, Books.LevelRow level) throws IOException {
        json.writeStringField("item", level.item());
        json.writeStringField("location", level.location());
        json.writeStringField("lot", level.lot().orElse(null));
        StockJson.amount(json, level.amount());
    }

    /** Items of the catalogue in the order of their ids. */
    Answer items(Asked asked) throws SQLException, InvalidRequest {
        return Paging.list(
                asked,
                limit -> books.items(asked.parameter("after").orElse(""), limit),
                last -> Map.of("after", last.id()),
                ItemJson::members);
    }

    /** One item, by its id or a code. */
    Answer item(Asked asked) throws SQLException, InvalidRequest {
        String meant = asked.path().getOrDefault("id", "");
        return answer(books.item(meant).orElseThrow(() -> unknown(meant)));
    }

    static Answer answer(Item item) {
        return Answer.object(json -> ItemJson.members(json, item));
    }

    static InvalidRequest unknown(String meant) {
        return new InvalidRequest(
                404, "The catalogue does not know '" + meant + "'", "Look at /api/v1/items for what it knows.");
    }

    /** The whole catalogue as a table for a spreadsheet. */
    Answer table(Asked asked) throws SQLException {
        return Answer.text("text/csv; charset=utf-8; header=present", catalogue.csv());
    }

    /** Lines in the order in which they were recorded. */
    Answer movements(Asked asked) throws SQLException, InvalidRequest {
        long after = asked.number("after", 0, 0, Long.MAX_VALUE);
        Optional<String> item = asked.filter("item");
        Sought sought = new Sought(
                item.isPresent() ? Optional.of(books.idOf(item.get())) : item,
                asked.filter("lot"),
                asked.filter("location"),
                asked.instant("from", Instant.EPOCH),
                asked.instant("to", Asked.LATEST));
        if (sought.from().isAfter(sought.to())) {
            throw new InvalidRequest(400, "'from' is after 'to'", "Exchange them.");
        }
        return Paging.list(
                asked,
                limit -> books.lines(sought, after, limit),
                last -> Map.of("after", Long.toString(last.position())),
                StockApi::write);
    }

    /** One line, by the id that its sender gave it. */
    Answer movement(Asked asked) throws SQLException, InvalidRequest {
        String id = asked.path().getOrDefault("id", "");
        Line line = books.line(id)
                .orElseThrow(() -> new InvalidRequest(
                        404,
                        "The ledger has no line '" + id + "'",
                        "Look at /api/v1/movements for those that it has."));
        return Answer.object(json -> write(json, line));
    }

    static void write(JsonGenerator json, Line line) throws IOException {
        json.writeNumberField("position", line.position());
        json.writeStringField("time", EntryJson.time(line.booking().at()));
        json.writeStringField("device", line.booking().device().value());
        json.writeBooleanField("reversed", line.reversed());
        json.writeFieldName("movement");
        StockJson.write(json, line.booking());
    }
}
