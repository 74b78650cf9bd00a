package io.tidegate.site;

import io.tidegate.observation.Amount;
import java.time.Duration;
import java.util.List;

/**
 * A machine that counts what it has made. Immutable.
 *
 * @param item its id or a code of it
 * @param amount of the item that one count is; above 0
 * @param location where it comes to
 * @param from where its ingredients are taken
 * @param recipe what goes into one count; empty: what the catalogue says
 * @param every so much time is booked together
 * @param perMinuteMax more is no production, but a counter gone wrong
 */
public record StockCounter(
        SensorField source,
        String item,
        Amount amount,
        String location,
        String from,
        List<Ingredient> recipe,
        Duration every,
        double perMinuteMax) {

    public static final String FIELD = "count";
    public static final Duration EVERY = Duration.ofMinutes(1);
    public static final double PER_MINUTE_MAX = 1_000;
    public static final int INGREDIENTS_MAX = 50;

    /** @param amount of the item that goes into one count; above 0 */
    public record Ingredient(String item, Amount amount) {}

    public StockCounter {
        recipe = List.copyOf(recipe);
    }
}
