package io.tidegate.gateway.pages;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import io.tidegate.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A shop with two bins on scales, a press that counts its brackets, and a saw whose parts are kept by the metre. */
final class GaugeShop implements AutoCloseable {

    static final String PAGE = "/stock/sensors";

    final WebSite site;

    GaugeShop(Path folder, Locale locale) throws Exception {
        SiteFile file = SiteLoader.load(
                Files.writeString(Files.createDirectories(folder).resolve("site.yaml"), """
                site: {id: shop, timezone: UTC}
                gateway: {id: gw-1}
                profiles:
                  - {id: bin, devices: bin-*, fields: {weight: {unit: g}}}
                stock:
                  locations: [{id: store, name: Store}, {id: line, name: Line 1}]
                  scales:
                    - {device: bin-7, item: nut, location: line, unitWeight: 5, empty: 100, settle: 1 s}
                    - {device: bin-8, item: "4006381333931", location: line, unitWeight: 5, settle: 1 h}
                  counters:
                    - {device: press, field: strokes, item: bracket, location: store, every: 1 h}
                    - {device: saw, item: strip, unit: kg, location: store, every: 1 s}
                """));
        site = new WebSite(folder.resolve("data"), locale, file.profiles(), file.stock());
        site.post(
                "/api/v1/items.csv",
                "id,name,unit,codes\nnut,Nut M6,each,\nbracket,Bracket,each,\nstrip,Steel strip,m,\n",
                "Content-Type",
                "text/csv");
    }

    void fault(String device, String reason) throws Exception {
        site.journal.record(List.of(new Observation.Fault(new DeviceId(device), Instant.now(), reason)));
    }

    /** Waits until the page says all of that. */
    void says(String... texts) {
        AtomicReference<String> page = new AtomicReference<>("");
        try {
            Awaiting.until("the page says it", () -> {
                page.set(site.page(PAGE));
                return Stream.of(texts).allMatch(page.get()::contains);
            });
        } catch (AssertionError late) {
            throw new AssertionError(List.of(texts) + " are not all in " + page.get(), late);
        }
    }

    @Override
    public void close() {
        site.close();
    }
}
