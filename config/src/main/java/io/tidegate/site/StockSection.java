package io.tidegate.site;

import io.tidegate.codes.EightDigits;
import io.tidegate.codes.InStorePattern;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.StockSettings.Location;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code stock:}. Functions only. */
final class StockSection {

    private static final Scalar<EightDigits> EIGHT_DIGITS = Scalars.oneOf(EightDigits.class);

    private static final Scalar<InStorePattern> PATTERN = new Scalar<>(
            Scalar.Type.TEXT, "21IIIIIWW,WWWC", InStorePattern.parse("21IIIIIWW,WWWC"), StockSection::pattern);

    private StockSection() {}

    private static InStorePattern pattern(String text) throws Unfit {
        try {
            return InStorePattern.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Unfit(String.valueOf(e.getMessage()));
        }
    }

    static StockSettings read(Mapping section, SecretReader secrets) {
        List<Location> locations = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        for (Mapping item : section.list("locations", StockSettings.LOCATIONS_MAX)) {
            locations.add(location(item, earlier));
        }
        String first = locations.isEmpty()
                ? StockSettings.LOCATION
                : locations.getFirst().id();
        String location = section.optional("location", Scalars.id("sales-floor"), first);
        List<String> ids = locations.stream().map(Location::id).toList();
        refuseUnknown(section, "location", location, ids);
        Map<String, Mapping> sensors = SiteLoader.noneYet();
        StockSettings stock = new StockSettings(
                location,
                locations,
                section.values("inStoreCodes", PATTERN, StockSettings.PATTERNS_MAX),
                section.optional("eightDigits", EIGHT_DIGITS, EightDigits.EAN_8),
                section.section("orders").map(StockSection::orders).orElse(OrderSettings.DEFAULT),
                ScannersSection.read(section, location, ids),
                StockSensorsSection.scales(section, location, ids, sensors),
                StockSensorsSection.counters(section, location, ids, sensors),
                partners(section, secrets));
        section.close();
        return stock;
    }

    /** @param locations of the site; none: any name is taken */
    static void refuseUnknown(Mapping item, String key, String location, List<String> locations) {
        if (item.has(key) && !locations.isEmpty() && !locations.contains(location)) {
            item.problem(key, "'" + location + "' is none of the locations. " + Nearest.hint(location, locations));
        }
    }

    private static OrderSettings orders(Mapping section) {
        OrderSettings otherwise = OrderSettings.DEFAULT;
        Scalar<Double> level =
                Scalars.decimal("0.95", OrderSettings.SERVICE_LEVEL_MIN, OrderSettings.SERVICE_LEVEL_MAX);
        OrderSettings orders = new OrderSettings(
                section.optional("at", Scalars.TIME, otherwise.at()),
                section.optional("review", Scalars.whole("1", 1, OrderSettings.DAYS_MAX), otherwise.review()),
                section.optional("cover", Scalars.whole("7", 1, OrderSettings.DAYS_MAX), otherwise.cover()),
                section.optional("serviceLevel", level, otherwise.serviceLevel()));
        section.close();
        return orders;
    }

    private static Location location(Mapping item, Map<String, Mapping> earlier) {
        String id = item.required("id", Scalars.id("fridge-2"));
        SiteLoader.refuseRepeated(item, id, earlier);
        Optional<DeviceId> device =
                item.maybe("device", Scalars.id("cold-room")).map(DeviceId::new);
        Location location = new Location(
                id,
                item.optional("name", Scalars.text("Fridge 2", 100), id),
                device,
                item.optional("field", Scalars.field(Location.FIELD), Location.FIELD));
        if (device.isEmpty() && item.has("field")) {
            item.problem("field", "belongs to a device. Name the device that watches the location.");
        }
        item.close();
        return location;
    }

    private static List<StockSettings.Partner> partners(Mapping section, SecretReader secrets) {
        List<StockSettings.Partner> partners = new ArrayList<>();
        for (Mapping item : section.list("partners", StockSettings.PARTNERS_MAX)) {
            URI url = item.required(
                    "url",
                    Scalars.url("log in by token: ${env:NAME}", "http://10.0.0.7:8080", List.of("http", "https")));
            if (!url.getPath().replace("/", "").isEmpty() || url.getRawQuery() != null) {
                item.problem("url", "says more than where the gateway is. Leave out what is behind the port.");
            }
            if (partners.stream().anyMatch(each -> each.url().equals(url))) {
                item.problem("url", "is there already. Name each gateway once.");
            }
            partners.add(new StockSettings.Partner(url, item.required("token", secrets.token())));
            item.close();
        }
        return partners;
    }

    static void show(StockSettings stock, YamlWriter yaml) {
        yaml.text("location", stock.location());
        yaml.list("locations", stock.locations(), location -> {
            yaml.text("id", location.id());
            yaml.text("name", location.name());
            location.device().ifPresent(device -> {
                yaml.text("device", device.value());
                yaml.text("field", location.field());
            });
        });
        yaml.texts(
                "inStoreCodes",
                stock.inStoreCodes().stream().map(InStorePattern::toString).toList());
        yaml.text("eightDigits", Scalars.word(stock.eightDigits()));
        yaml.section("orders", () -> {
            yaml.text("at", stock.orders().at().toString());
            yaml.bare("review", stock.orders().review());
            yaml.bare("cover", stock.orders().cover());
            yaml.bare("serviceLevel", stock.orders().serviceLevel());
        });
        ScannersSection.show(stock.scanners(), yaml);
        StockSensorsSection.show(stock, yaml);
        yaml.list("partners", stock.partners(), partner -> {
            yaml.text("url", partner.url().toString());
            yaml.text("token", partner.token().reference());
        });
    }
}
