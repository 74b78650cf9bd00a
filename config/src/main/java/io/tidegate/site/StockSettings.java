package io.tidegate.site;

import io.tidegate.codes.EightDigits;
import io.tidegate.codes.InStorePattern;
import io.tidegate.observation.DeviceId;
import java.util.List;
import java.util.Optional;

/**
 * Where the site keeps its goods, and what its own bar codes mean. Immutable.
 *
 * @param location where a movement is that names none
 * @param locations all there are; none: any name is taken
 * @param inStoreCodes of the site's scales
 * @param eightDigits what a number is that could be an EAN-8 as well as a UPC-E
 * @param orders how it is proposed what to order
 */
public record StockSettings(
        String location,
        List<Location> locations,
        List<InStorePattern> inStoreCodes,
        EightDigits eightDigits,
        OrderSettings orders) {

    public static final String LOCATION = "sales-floor";

    public static final StockSettings DEFAULT =
            new StockSettings(LOCATION, List.of(), List.of(), EightDigits.EAN_8, OrderSettings.DEFAULT);

    public static final int LOCATIONS_MAX = 200;
    public static final int PATTERNS_MAX = 20;

    /**
     * One place for goods.
     *
     * @param name for people
     * @param device that watches it, such as a fridge's thermometer
     * @param field of that device
     */
    public record Location(String id, String name, Optional<DeviceId> device, String field) {

        public static final String FIELD = "temperature";
    }

    public StockSettings {
        locations = List.copyOf(locations);
        inStoreCodes = List.copyOf(inStoreCodes);
    }

    public Optional<Location> location(String id) {
        return locations.stream().filter(each -> each.id.equals(id)).findFirst();
    }

    /** For people; the id itself where the site file does not say more. */
    public String nameOf(String id) {
        return location(id).map(Location::name).orElse(id);
    }
}
