package io.tidegate.gateway.sensing;

import io.tidegate.gateway.sensing.GaugeState.Role;
import io.tidegate.observation.Amount;
import io.tidegate.observation.MovementKind;
import io.tidegate.site.SensorField;
import io.tidegate.site.StockCounter;
import io.tidegate.site.StockCounter.Ingredient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A machine that counts its good parts: what has been added is produced, and what goes into it by the recipe is consumed,
 * so much time at once. A reading that cannot follow the last one is believed when what comes after it agrees for a while:
 * a telegram that is delivered twice is no machine that begins anew. Used by one thread.
 */
final class PartCounter implements Gauge {

    /** So long a counter shows something else before that is believed: longer than a broker delivers again what it had. */
    private static final Duration BELIEVED_AFTER = Duration.ofSeconds(10);

    /**
     * @param last that was believed
     * @param made and not booked yet
     * @param since the first reading of what is made
     * @param doubt the first reading that did not follow the last one
     */
    private record Known(Reading last, BigDecimal made, Reading since, Optional<Reading> doubt) {

        static Known from(Reading first) {
            return new Known(first, BigDecimal.ZERO, first, Optional.empty());
        }

        Known and(BigDecimal added, Reading now) {
            return new Known(now, made.add(added), made.signum() > 0 ? since : now, Optional.empty());
        }

        Known doubting(Reading first) {
            return new Known(last, made, since, Optional.of(first));
        }
    }

    private final StockCounter counter;
    private final LineIds ids;
    private final Recipe recipe;
    private final Implausible implausible;
    private @Nullable Known known;

    /** Told of what no machine makes. */
    @FunctionalInterface
    interface Implausible {
        void told(StockCounter counter, Reading before, Reading now);
    }

    /** What goes into one count. */
    @FunctionalInterface
    interface Recipe {
        List<Ingredient> of(StockCounter counter) throws SQLException;
    }

    PartCounter(StockCounter counter, LineIds ids, Recipe recipe, Implausible implausible) {
        this.counter = counter;
        this.ids = ids;
        this.recipe = recipe;
        this.implausible = implausible;
    }

    @Override
    public SensorField source() {
        return counter.source();
    }

    @Override
    public Optional<Due> take(Reading reading) throws SQLException {
        Known before = known;
        if (before == null) {
            known = Known.from(reading);
            return Optional.empty();
        }
        Optional<Due> due = Optional.empty();
        if (before.made.signum() > 0 && reading.isAfter(counter.every(), before.since)) {
            due = Optional.of(due(before));
            before = new Known(before.last, BigDecimal.ZERO, before.last, before.doubt);
        }
        known = after(before, reading);
        return due;
    }

    private Known after(Known before, Reading now) {
        BigDecimal added = now.value().subtract(before.last.value());
        BigDecimal most = most(before.last, now);
        if (added.signum() >= 0 && added.compareTo(most) <= 0) {
            return before.and(added, now);
        }
        Reading first = before.doubt.orElse(now);
        if (!now.isAfter(BELIEVED_AFTER, first)) {
            return before.doubting(first);
        }
        boolean anew =
                added.signum() < 0 && now.value().signum() >= 0 && now.value().compareTo(most) <= 0;
        if (!anew) {
            implausible.told(counter, before.last, now);
        }
        return before.and(anew ? now.value() : BigDecimal.ZERO, now);
    }

    /** What the machine can have made at most. */
    private BigDecimal most(Reading before, Reading now) {
        long minutes = Math.max(0, Duration.between(before.at(), now.at()).toMinutes());
        return BigDecimal.valueOf(counter.perMinuteMax()).multiply(BigDecimal.valueOf(minutes + 1));
    }

    @Override
    public Optional<Due> silentFor(Duration time) throws SQLException {
        Known now = known;
        if (now == null || now.made.signum() == 0 || time.compareTo(counter.every()) < 0) {
            return Optional.empty();
        }
        Due due = due(now);
        known = new Known(now.last, BigDecimal.ZERO, now.last, now.doubt);
        return Optional.of(due);
    }

    private Due due(Known now) throws SQLException {
        String run = ids.of("made", counter.source(), now.since);
        List<Map<String, String>> lines = new ArrayList<>();
        lines.add(line(MovementKind.PRODUCE, counter.item(), counter.amount(), counter.location(), now));
        recipe.of(counter)
                .forEach(
                        part -> lines.add(line(MovementKind.CONSUME, part.item(), part.amount(), counter.from(), now)));
        for (int number = 0; number < lines.size(); number++) {
            lines.get(number).put("id", run + ":" + number);
            lines.get(number).put("run", run);
        }
        return new Due(run, ids.ref(now.since), lines);
    }

    private Map<String, String> line(MovementKind kind, String item, Amount perCount, String location, Known now) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("kind", kind.word());
        line.put("item", item);
        BigDecimal quantity = now.made.multiply(perCount.quantity()).setScale(Amount.DIGITS, RoundingMode.HALF_EVEN);
        line.put("quantity", quantity.toPlainString());
        line.put("unit", perCount.unit());
        line.put("location", location);
        LineIds.sign(line, counter.source(), now.since);
        return line;
    }

    @Override
    public GaugeState state() {
        Map<Role, Reading> readings = new EnumMap<>(Role.class);
        Known now = known;
        if (now != null) {
            readings.put(Role.LAST, now.last);
            readings.put(Role.SINCE, now.since);
            now.doubt.ifPresent(first -> readings.put(Role.DOUBT, first));
        }
        return new GaugeState(Optional.empty(), Optional.ofNullable(now).map(Known::made), readings);
    }

    @Override
    public void resume(GaugeState state) {
        Optional<Reading> last = state.reading(Role.LAST);
        known = last.map(reading -> new Known(
                        reading,
                        state.open().orElse(BigDecimal.ZERO),
                        state.reading(Role.SINCE).orElse(reading),
                        state.reading(Role.DOUBT)))
                .orElse(null);
    }
}
