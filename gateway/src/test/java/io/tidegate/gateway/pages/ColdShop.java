package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.TestStock;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.StockSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cold room of which four hours are known: from its second hour on it was too warm for half an hour, and in its last one
 * its thermometer was silent. One lot was there all the time, one left before.
 */
final class ColdShop implements AutoCloseable {

    private static final DeviceId THERMOMETER = new DeviceId("cellar-1");
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));

    private static final StockSettings STOCK = TestStock.at(
            new StockSettings.Location("shop", "Shop", Optional.empty(), StockSettings.Location.FIELD),
            new StockSettings.Location("cold", "Cold room", Optional.of(THERMOMETER), StockSettings.Location.FIELD));

    final WebSite site;

    ColdShop(Path folder, Locale locale) throws Exception {
        site = new WebSite(folder, locale, WebSite.PROFILES, STOCK);
        site.catalogue("id,name,codes\nbrie,Brie de Meaux,\nmilk,Milk 3.5 % fresh from the farm,\n");
        List<Observation> readings = new ArrayList<>();
        for (int minute = 0; minute < 180; minute++) {
            double celsius = minute >= 60 && minute < 90 ? 11.5 : 4;
            readings.add(new Observation.Reading(
                    THERMOMETER, START.plusSeconds(60L * minute), Map.of("temperature", Value.of(celsius))));
        }
        site.journal.record(readings);
        book("""
                [{"id":"1","kind":"receive","item":"brie","lot":"B7","expiry":"2031-02-03","quantity":6,"to":"cold","time":"%s"},
                 {"id":"2","kind":"receive","item":"brie","lot":"GONE","quantity":3,"to":"cold","time":"%s"},
                 {"id":"3","kind":"transfer","item":"brie","lot":"GONE","quantity":3,"from":"cold","to":"shop","time":"%s"},
                 {"id":"4","kind":"receive","item":"milk","quantity":20,"to":"cold","time":"%s"}]""".formatted(hour(0), hour(0), START.plusSeconds(3_000), START.plusSeconds(4_200)));
    }

    /** So many hours after the beginning of what is known. */
    Instant hour(int hour) {
        return START.plus(Duration.ofHours(hour));
    }

    /** The address of what was above 8 °C in the four hours. */
    String page() {
        return page(hour(0), hour(4));
    }

    String page(Instant from, Instant to) {
        ZoneId zone = ZoneId.of("Europe/London");
        return "/stock/cold?location=cold&above=8&below=&since=" + LocalDateTime.ofInstant(from, zone) + "&until="
                + LocalDateTime.ofInstant(to, zone);
    }

    void book(String lines) throws Exception {
        HttpResponse<String> answer = site.book(lines);
        assertEquals(201, answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        site.close();
    }
}
