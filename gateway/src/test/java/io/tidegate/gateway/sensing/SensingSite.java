package io.tidegate.gateway.sensing;

import io.tidegate.gateway.StockSite;
import io.tidegate.gateway.journal.ParkedItems;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A site with a real journal and ledger, whose scales and machines are heard. */
final class SensingSite implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Path folder;
    private StockSite site;
    private Sensing sensing;

    /** @param stock the section of the site file */
    SensingSite(Path folder, String stock) throws Exception {
        this.folder = folder;
        open(stock);
    }

    private void open(String stock) throws Exception {
        InstantSource evening = () -> NOON.plusSeconds(36_000);
        site = StockSite.open(StockSite.file(folder, stock), folder.resolve("data"), evening);
        sensing = Sensing.open(site.file(), site.journal(), site.inventory(), evening);
    }

    /** Like a stop of the program, after which the site file may say something else. */
    void reopen(String stock) throws Exception {
        close();
        open(stock);
    }

    void catalogue(String csv) throws Exception {
        site.catalogue(csv);
    }

    /** The device says so at that moment. */
    void say(String device, String field, double value, int second) throws Exception {
        say(device, field, Value.of(value), NOON.plusSeconds(second));
    }

    void say(String device, String field, Value value, Instant at) throws Exception {
        site.journal().record(List.of(new Observation.Reading(new DeviceId(device), at, Map.of(field, value))));
    }

    Sensing sensing() {
        return sensing;
    }

    /** {@code item@location/lot quantity unit}, in the order of these. */
    List<String> levels() throws Exception {
        return site.levels();
    }

    void book(String json) throws Exception {
        site.book(json);
    }

    /** So many lines of that kind say something of the item. */
    long lines(String item, String kind) throws Exception {
        return new View(site.journal())
                .ask(sql -> sql.number(
                        "SELECT count(*) FROM ledger_line WHERE item = ? AND json_extract(line, '$.kind') = ?",
                        item,
                        kind));
    }

    /** What is parked, the newest first. */
    List<String> parked() throws Exception {
        return new ParkedItems(site.journal())
                .newest(10).stream()
                        .map(item ->
                                item.parked().address() + ": " + item.parked().reason())
                        .toList();
    }

    @Override
    public void close() {
        sensing.close();
        site.close();
    }
}
