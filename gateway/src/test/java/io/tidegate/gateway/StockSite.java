package io.tidegate.gateway;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Desk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.Requests;
import io.tidegate.gateway.inventory.Unknown;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A site with a journal and a ledger on a real disk. Used by its test's thread. */
public record StockSite(SiteFile file, Journal journal, Inventory inventory) implements AutoCloseable {

    private static final long BOOKED_SECONDS_MAX = 60;

    /** @param stock the section of the site file */
    public static SiteFile file(Path folder, String stock) throws Exception {
        return SiteLoader.load(Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop, timezone: UTC}
                gateway: {id: gw-1}
                stock:
                """ + stock.indent(2)));
    }

    /** @param data the journal's folder, which may hold one already */
    public static StockSite open(SiteFile file, Path data, InstantSource clock)
            throws SQLException, InterruptedException {
        Journal journal = Journal.open(data, file.gateway());
        return new StockSite(file, journal, Inventory.open(file, journal, clock));
    }

    /** Takes the whole table, or fails. */
    public void catalogue(String csv) throws SQLException, InterruptedException {
        try {
            take(csv);
        } catch (DeskBusy another) {
            throw new IllegalStateException(another);
        }
    }

    private void take(String csv) throws SQLException, InterruptedException, DeskBusy {
        var taken = inventory.catalogue().take(csv.getBytes(StandardCharsets.UTF_8), false, Unknown.ADD);
        if (!taken.problems().isEmpty()) {
            throw new IllegalArgumentException(taken.problems().toString());
        }
    }

    /** @param json with apostrophes for quotes */
    public Desk.Answer book(String json) throws Exception {
        return inventory
                .desk()
                .book(Requests.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .get(BOOKED_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** {@code item@location/lot quantity unit}, in the order of these. */
    public List<String> levels() throws SQLException {
        return inventory.books().levels(Optional.empty(), Optional.empty(), Books.After.START, Books.ROWS_MAX).stream()
                .map(level -> level.item() + "@" + level.location()
                        + level.lot().map(lot -> "/" + lot).orElse("") + " " + level.amount())
                .toList();
    }

    @Override
    public void close() {
        inventory.close();
        journal.close();
    }
}
