package io.tidegate.site;

import io.tidegate.codes.EightDigits;
import io.tidegate.codes.InStorePattern;
import io.tidegate.observation.DeviceId;
import java.net.URI;
import java.time.Duration;
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
 * @param scanners those that do something else than to look goods up
 * @param scales that move stock by themselves
 * @param counters of machines that do the same
 * @param partners other gateways of the site, which come to the same stock
 */
public record StockSettings(
        String location,
        List<Location> locations,
        List<InStorePattern> inStoreCodes,
        EightDigits eightDigits,
        OrderSettings orders,
        List<Scanner> scanners,
        List<StockScale> scales,
        List<StockCounter> counters,
        List<Partner> partners) {

    public static final String LOCATION = "sales-floor";

    public static final StockSettings DEFAULT = new StockSettings(
            LOCATION,
            List.of(),
            List.of(),
            EightDigits.EAN_8,
            OrderSettings.DEFAULT,
            List.of(),
            List.of(),
            List.of(),
            List.of());

    public static final int LOCATIONS_MAX = 200;
    public static final int PATTERNS_MAX = 20;
    public static final int SCANNERS_MAX = 100;
    public static final int SCALES_MAX = 500;
    public static final int COUNTERS_MAX = 100;
    public static final int PARTNERS_MAX = 8;

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

    /**
     * What a scanner does when nobody has told it anything else.
     *
     * @param location where it is
     * @param to where a transfer goes
     * @param backAfter so long after the last scan it does its usual task again
     * @param repeatWithin the same code again within that time is the same scan; zero: each is one of its own
     */
    public record Scanner(
            DeviceId device,
            ScanTask task,
            String location,
            Optional<String> to,
            Duration backAfter,
            Duration repeatWithin) {

        public static final Duration BACK_AFTER = Duration.ofMinutes(2);
        public static final Duration REPEAT_WITHIN = Duration.ofMillis(500);

        /** One that the site file does not name only looks things up. */
        static Scanner unnamed(DeviceId device, String location) {
            return new Scanner(device, ScanTask.LOOK, location, Optional.empty(), BACK_AFTER, REPEAT_WITHIN);
        }
    }

    /**
     * Another gateway.
     *
     * @param url of its pages
     * @param token that both know
     */
    public record Partner(URI url, Secret token) {}

    public StockSettings {
        partners = List.copyOf(partners);
        locations = List.copyOf(locations);
        inStoreCodes = List.copyOf(inStoreCodes);
        scanners = List.copyOf(scanners);
        scales = List.copyOf(scales);
        counters = List.copyOf(counters);
    }

    public Scanner scanner(DeviceId device) {
        return scanners.stream()
                .filter(each -> each.device.equals(device))
                .findFirst()
                .orElseGet(() -> Scanner.unnamed(device, location));
    }

    /** Whether goods can be there: any name is one where the site file lists none. */
    public boolean knows(String name) {
        return locations.isEmpty() || location(name).isPresent();
    }

    public Optional<Location> location(String id) {
        return locations.stream().filter(each -> each.id.equals(id)).findFirst();
    }

    /** For people; the id itself where the site file does not say more. */
    public String nameOf(String id) {
        return location(id).map(Location::name).orElse(id);
    }
}
