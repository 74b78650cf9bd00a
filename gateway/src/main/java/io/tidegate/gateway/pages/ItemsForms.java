package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Catalogue;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.inventory.Unknown;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * A table of items that a person brings: first it is only looked at, then exactly that one is imported. Each method answers
 * one route, on a worker thread; safe from any of them.
 */
final class ItemsForms {

    private static final String FIELD = "table";

    /** Ticked, what the catalogue does not have is left out. */
    private static final String UNKNOWN = "unknown";

    private final Rooms rooms;
    private final ItemsPages pages;
    private final KeptTables tables;

    ItemsForms(Rooms rooms, ItemsPages pages) {
        this.rooms = rooms;
        this.pages = pages;
        this.tables = new KeptTables(
                rooms.site().gateway().data().resolve("tables"),
                rooms.surroundings().clock());
    }

    /** What the table would do, and every problem of it. */
    Answer look(Asked asked, byte[] body) throws SQLException, InterruptedException, InvalidRequest {
        Multipart file = Multipart.file(asked.header("Content-Type"), body, FIELD)
                .orElseThrow(() -> new InvalidRequest(
                        415,
                        "The body is no form with a file '" + FIELD + "'",
                        "Send multipart/form-data; or the table itself to " + Route.API + "/items.csv as text/csv."));
        if (file.content().length == 0) {
            return pages.page(asked, 422, phrase(asked, "items.nofile"), Optional.empty());
        }
        try {
            return look(asked, file, unknown(Multipart.text(asked.header("Content-Type"), body, UNKNOWN)));
        } catch (DeskBusy another) {
            return busy(asked);
        }
    }

    private static Unknown unknown(Optional<String> ticked) {
        return ticked.flatMap(Unknown::ofWord).orElse(Unknown.ADD);
    }

    private Answer busy(Asked asked) throws SQLException, InvalidRequest {
        return pages.page(asked, 503, phrase(asked, "items.busy"), Optional.empty());
    }

    private Answer look(Asked asked, Multipart file, Unknown unknown)
            throws SQLException, InterruptedException, InvalidRequest, DeskBusy {
        Catalogue.Import seen = rooms.inventory().catalogue().take(file.content(), true, unknown);
        boolean does = seen.problems().isEmpty() && seen.added() + seen.changed() > 0;
        Optional<String> token = does ? kept(file.content()) : Optional.empty();
        ItemsPage.Look look = LookWords.of(rooms, asked).look(file.name(), token, unknown, seen);
        Optional<Phrase> notice = does && token.isEmpty() ? phrase(asked, "stock.later") : Optional.empty();
        return pages.page(asked, seen.problems().isEmpty() ? 200 : 422, notice, Optional.of(look));
    }

    private Optional<String> kept(byte[] table) {
        try {
            return Optional.of(tables.keep(table));
        } catch (IOException e) {
            Logger.warn("A table of items cannot be kept until it is imported: {}", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Imports a table that was looked at, byte by byte the same. */
    Answer take(Asked asked) throws SQLException, InterruptedException, InvalidRequest, IOException {
        if (rooms.journal().trouble().isPresent()) {
            return pages.page(asked, 503, phrase(asked, "items.later"), Optional.empty());
        }
        String name = asked.parameter(FIELD).orElse("");
        Optional<byte[]> table = tables.table(name);
        if (table.isEmpty()) {
            return pages.page(asked, 410, phrase(asked, "items.forgotten"), Optional.empty());
        }
        try {
            Unknown unknown = unknown(asked.parameter(UNKNOWN));
            return taken(asked, name, unknown, rooms.inventory().catalogue().take(table.get(), false, unknown));
        } catch (DeskBusy another) {
            return busy(asked);
        }
    }

    private Answer taken(Asked asked, String name, Unknown unknown, Catalogue.Import taken)
            throws SQLException, InvalidRequest, IOException {
        if (!taken.problems().isEmpty()) {
            // Somebody has changed the catalogue meanwhile.
            ItemsPage.Look look = LookWords.of(rooms, asked).look("", Optional.empty(), unknown, taken);
            return pages.page(asked, 422, phrase(asked, "items.meanwhile"), Optional.of(look));
        }
        tables.forget(name);
        return Answer.seeOther(ItemsPages.PATH + "?added=" + taken.added() + "&changed=" + taken.changed());
    }

    private Optional<Phrase> phrase(Asked asked, String key) {
        return Optional.of(Phrase.of(rooms.words(asked).raw(key)));
    }
}
