package io.tidegate.site;

import io.tidegate.observation.Amount;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.MovementKind;
import io.tidegate.site.StockCounter.Ingredient;
import io.tidegate.site.StockScale.Booking;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code stock.scales:} and {@code stock.counters:}. Functions only. */
final class StockSensorsSection {

    private static final double LEAST = 0.000_001;
    private static final double MOST = 1_000_000;

    private static final Scalar<String> ITEM = Scalars.text("4006381333931", 90);
    private static final Scalar<String> UNIT =
            new Scalar<>(Scalar.Type.TEXT, "kg", Amount.EACH, StockSensorsSection::unit);
    private static final Scalar<BigDecimal> QUANTITY = exact("1", LEAST);
    private static final Scalar<BigDecimal> UNIT_WEIGHT = exact("0.25", LEAST);
    private static final Scalar<BigDecimal> EMPTY = exact("0", -MOST);
    private static final Scalar<Duration> SETTLE = Scalars.duration("10 s", Duration.ofSeconds(1), Duration.ofHours(1));
    private static final Scalar<Duration> EVERY = Scalars.duration("1 min", Duration.ofSeconds(1), Duration.ofDays(1));

    private static final Scalar<MovementKind> LESS = Scalars.oneOf(
            MovementKind::word,
            List.of(
                    MovementKind.COUNT,
                    MovementKind.SELL,
                    MovementKind.CONSUME,
                    MovementKind.WASTE,
                    MovementKind.TRANSFER));

    private static final Scalar<MovementKind> MORE = Scalars.oneOf(
            MovementKind::word,
            List.of(
                    MovementKind.COUNT,
                    MovementKind.RECEIVE,
                    MovementKind.PRODUCE,
                    MovementKind.RETURN,
                    MovementKind.TRANSFER));

    private StockSensorsSection() {}

    /** A number that goods can be counted in. */
    private static Scalar<BigDecimal> exact(String example, double least) {
        Scalar<Double> number = Scalars.decimal(example, least, MOST);
        return new Scalar<>(Scalar.Type.DECIMAL, example, new BigDecimal(example), text -> {
            BigDecimal exact = BigDecimal.valueOf(number.reading().read(text)).stripTrailingZeros();
            if (exact.scale() > Amount.DIGITS) {
                throw new Unfit(text + " has more than " + Amount.DIGITS + " digits behind the point. Round it.");
            }
            return exact;
        });
    }

    private static String unit(String text) throws Unfit {
        try {
            return new Amount(BigDecimal.ONE, text).unit();
        } catch (IllegalArgumentException e) {
            throw new Unfit(String.valueOf(e.getMessage()));
        }
    }

    /**
     * @param usual where goods are that are nowhere else
     * @param locations of the site; none: any name is taken
     * @param earlier sensors that move stock already
     */
    static List<StockScale> scales(Mapping stock, String usual, List<String> locations, Map<String, Mapping> earlier) {
        List<StockScale> scales = new ArrayList<>();
        Map<String, Mapping> weighed = SiteLoader.noneYet();
        for (Mapping item : stock.list("scales", StockSettings.SCALES_MAX)) {
            StockScale scale = scale(item, source(item, StockScale.FIELD, earlier), usual, locations);
            if (item.has("item")) {
                // Each counts all that is there: of two, the one that spoke last would be right.
                String there = scale.item() + " at " + scale.location();
                SiteLoader.refuseRepeated(item, "item", there, weighed, "Give each scale a location of its own.");
            }
            scales.add(scale);
            item.close();
        }
        return scales;
    }

    /** As {@link #scales}. */
    static List<StockCounter> counters(
            Mapping stock, String usual, List<String> locations, Map<String, Mapping> earlier) {
        List<StockCounter> counters = new ArrayList<>();
        for (Mapping item : stock.list("counters", StockSettings.COUNTERS_MAX)) {
            counters.add(counter(item, source(item, StockCounter.FIELD, earlier), usual, locations));
            item.close();
        }
        return counters;
    }

    private static SensorField source(Mapping item, String usual, Map<String, Mapping> earlier) {
        DeviceId device = new DeviceId(item.required("device", Scalars.id("shelf-3")));
        String field = item.optional("field", Scalars.field(usual), usual);
        SensorField source = new SensorField(device, field);
        if (item.has("device")) {
            SiteLoader.refuseRepeated(item, "device", source.toString(), earlier, "Keep one.");
        }
        return source;
    }

    private static StockScale scale(Mapping item, SensorField source, String usual, List<String> locations) {
        String location = item.optional("location", Scalars.id("sales-floor"), usual);
        StockSection.refuseUnknown(item, "location", location, locations);
        return new StockScale(
                source,
                item.required("item", ITEM),
                item.optional("unit", UNIT, Amount.EACH),
                location,
                item.required("unitWeight", UNIT_WEIGHT),
                item.optional("empty", EMPTY, BigDecimal.ZERO),
                item.optional("step", QUANTITY, BigDecimal.ONE),
                item.optional("settle", SETTLE, StockScale.SETTLE),
                booking(item, location, locations));
    }

    private static Booking booking(Mapping item, String location, List<String> locations) {
        MovementKind less = item.optional("less", LESS, MovementKind.COUNT);
        MovementKind more = item.optional("more", MORE, MovementKind.COUNT);
        Optional<String> store = item.maybe("store", Scalars.id("back-room"));
        store.ifPresent(other -> StockSection.refuseUnknown(item, "store", other, locations));
        boolean transfers = less == MovementKind.TRANSFER || more == MovementKind.TRANSFER;
        if (transfers && store.isEmpty()) {
            item.problem(
                    less == MovementKind.TRANSFER ? "less" : "more",
                    "is a transfer, which has another end. Name that location as 'store'.");
        }
        if (!transfers && store.isPresent()) {
            item.problem("store", "belongs to 'less: transfer' or 'more: transfer'. Remove it, or say one of them.");
        }
        if (store.isPresent() && store.get().equals(location)) {
            item.problem("store", "is where the scale is. Name another location.");
        }
        return new Booking(less, more, store);
    }

    private static StockCounter counter(Mapping item, SensorField source, String usual, List<String> locations) {
        String location = item.optional("location", Scalars.id("stockroom"), usual);
        String from = item.optional("from", Scalars.id("stockroom"), location);
        StockSection.refuseUnknown(item, "location", location, locations);
        StockSection.refuseUnknown(item, "from", from, locations);
        return new StockCounter(
                source,
                item.required("item", ITEM),
                amount(item),
                location,
                from,
                recipe(item),
                item.optional("every", EVERY, StockCounter.EVERY),
                item.optional("perMinuteMax", Scalars.decimal("1000", LEAST, MOST), StockCounter.PER_MINUTE_MAX));
    }

    private static List<Ingredient> recipe(Mapping counter) {
        List<Ingredient> recipe = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        for (Mapping item : counter.list("recipe", StockCounter.INGREDIENTS_MAX)) {
            String code = item.required("item", ITEM);
            if (item.has("item")) {
                SiteLoader.refuseRepeated(item, "item", code, earlier, "Add the two up.");
            }
            recipe.add(new Ingredient(code, amount(item)));
            item.close();
        }
        return recipe;
    }

    private static Amount amount(Mapping item) {
        return new Amount(
                item.optional("quantity", QUANTITY, BigDecimal.ONE), item.optional("unit", UNIT, Amount.EACH));
    }

    static void show(StockSettings stock, YamlWriter yaml) {
        yaml.list("scales", stock.scales(), scale -> {
            source(scale.source(), yaml);
            yaml.text("item", scale.item());
            yaml.text("unit", scale.unit());
            yaml.text("location", scale.location());
            number(yaml, "unitWeight", scale.unitWeight());
            number(yaml, "empty", scale.empty());
            number(yaml, "step", scale.step());
            yaml.bare("settle", Quantities.text(scale.settle()));
            yaml.text("less", scale.booking().less().word());
            yaml.text("more", scale.booking().more().word());
            scale.booking().store().ifPresent(store -> yaml.text("store", store));
        });
        yaml.list("counters", stock.counters(), counter -> {
            source(counter.source(), yaml);
            yaml.text("item", counter.item());
            amount(yaml, counter.amount());
            yaml.text("location", counter.location());
            yaml.text("from", counter.from());
            yaml.list("recipe", counter.recipe(), ingredient -> {
                yaml.text("item", ingredient.item());
                amount(yaml, ingredient.amount());
            });
            yaml.bare("every", Quantities.text(counter.every()));
            number(yaml, "perMinuteMax", BigDecimal.valueOf(counter.perMinuteMax()));
        });
    }

    private static void source(SensorField source, YamlWriter yaml) {
        yaml.text("device", source.device().value());
        yaml.text("field", source.field());
    }

    private static void amount(YamlWriter yaml, Amount amount) {
        number(yaml, "quantity", amount.quantity());
        yaml.text("unit", amount.unit());
    }

    private static void number(YamlWriter yaml, String key, BigDecimal number) {
        yaml.bare(key, number.stripTrailingZeros().toPlainString());
    }
}
