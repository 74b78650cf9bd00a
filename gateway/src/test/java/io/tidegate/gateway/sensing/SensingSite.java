package io.tidegate.gateway.sensing;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.Requests;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.ParkedItems;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A site with a real journal and ledger, whose scales and machines are heard. */
final class SensingSite implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Path folder;
    private SiteFile site;
    private Journal journal;
    private Inventory inventory;
    private Sensing sensing;

    /** @param stock the section of the site file */
    SensingSite(Path folder, String stock) throws Exception {
        this.folder = folder;
        open(stock);
    }

    private void open(String stock) throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop, timezone: UTC}
                gateway: {id: gw-1}
                stock:
                """ + stock.indent(2));
        site = SiteLoader.load(file);
        journal = Journal.open(folder.resolve("data"), site.gateway());
        inventory = Inventory.open(site, journal, () -> NOON.plusSeconds(36_000));
        sensing = Sensing.open(site, journal, inventory, () -> NOON.plusSeconds(36_000));
    }

    /** Like a stop of the program, after which the site file may say something else. */
    void reopen(String stock) throws Exception {
        close();
        open(stock);
    }

    void catalogue(String csv) throws Exception {
        var taken = inventory.catalogue().take(csv.getBytes(StandardCharsets.UTF_8), false);
        if (!taken.problems().isEmpty()) {
            throw new IllegalArgumentException(taken.problems().toString());
        }
    }

    /** The device says so at that moment. */
    void say(String device, String field, double value, int second) throws Exception {
        say(device, field, Value.of(value), NOON.plusSeconds(second));
    }

    void say(String device, String field, Value value, Instant at) throws Exception {
        journal.record(List.of(new Observation.Reading(new DeviceId(device), at, Map.of(field, value))));
    }

    Sensing sensing() {
        return sensing;
    }

    /** {@code item@location quantity unit}, in the order of these. */
    List<String> levels() throws Exception {
        return inventory.books().levels(Optional.empty(), Optional.empty(), Books.After.START, Books.ROWS_MAX).stream()
                .map(level -> level.item() + "@" + level.location() + " " + level.amount())
                .toList();
    }

    void book(String json) throws Exception {
        inventory
                .desk()
                .book(Requests.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    /** So many lines of that kind say something of the item. */
    long lines(String item, String kind) throws Exception {
        return new View(journal)
                .ask(sql -> sql.number(
                        "SELECT count(*) FROM ledger_line WHERE item = ? AND json_extract(line, '$.kind') = ?",
                        item,
                        kind));
    }

    /** What is parked, the newest first. */
    List<String> parked() throws Exception {
        return new ParkedItems(journal)
                .newest(10).stream()
                        .map(item ->
                                item.parked().address() + ": " + item.parked().reason())
                        .toList();
    }

    @Override
    public void close() {
        sensing.close();
        inventory.close();
        journal.close();
    }
}
