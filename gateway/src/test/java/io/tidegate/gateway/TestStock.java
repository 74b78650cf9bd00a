package io.tidegate.gateway;

import io.tidegate.site.OrderSettings;
import io.tidegate.site.StockCounter;
import io.tidegate.site.StockSettings;
import io.tidegate.site.StockSettings.Location;
import io.tidegate.site.StockSettings.Partner;
import java.util.List;

/** What a site file says of its stock, where it says one thing only. */
public final class TestStock {

    private TestStock() {}

    /** The first one is where things are that are said to be nowhere else. */
    public static StockSettings at(Location... locations) {
        return of(List.of(locations), OrderSettings.DEFAULT, List.of(), List.of());
    }

    public static StockSettings ordering(OrderSettings orders, List<StockCounter> counters) {
        return of(List.of(), orders, counters, List.of());
    }

    public static StockSettings shared(List<Partner> partners) {
        return of(List.of(), OrderSettings.DEFAULT, List.of(), partners);
    }

    private static StockSettings of(
            List<Location> locations, OrderSettings orders, List<StockCounter> counters, List<Partner> partners) {
        StockSettings usual = StockSettings.DEFAULT;
        return new StockSettings(
                locations.isEmpty() ? usual.location() : locations.getFirst().id(),
                locations,
                usual.inStoreCodes(),
                usual.eightDigits(),
                orders,
                usual.scanners(),
                usual.scales(),
                counters,
                partners);
    }
}
