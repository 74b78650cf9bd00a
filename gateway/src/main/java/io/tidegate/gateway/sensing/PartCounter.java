package io.tidegate.gateway.sensing;

import io.tidegate.gateway.sensing.GaugeStanding.Bookings;
import io.tidegate.gateway.sensing.GaugeStanding.Goods;
import io.tidegate.gateway.sensing.GaugeStanding.Kind;
import io.tidegate.gateway.sensing.GaugeStanding.State;
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
import java.time.Instant;
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

    private static final double MILLIS_PER_MINUTE = 60_000;

    /** So long a counter shows something else before that is believed: longer than a broker delivers again what it had. */
    private static final Duration BELIEVED_AFTER = Duration.ofSeconds(10);

    /**
     * @param last that was believed
     * @param made and not booked yet
     * @param since the first reading of what is made
     * @param doubt the first reading that did not follow the last one
     * @param said the last reading, believed or not
     */
    private record Known(
            Measurement last, BigDecimal made, Measurement since, Optional<Measurement> doubt, Measurement said) {

        static Known from(Measurement first) {
            return new Known(first, BigDecimal.ZERO, first, Optional.empty(), first);
        }

        Known and(BigDecimal added, Measurement now) {
            return new Known(now, made.add(added), made.signum() > 0 ? since : now, Optional.empty(), now);
        }

        Known doubting(Measurement first, Measurement now) {
            return new Known(last, made, since, Optional.of(first), now);
        }

        /** All that is made is booked. */
        Known settled() {
            return new Known(last, BigDecimal.ZERO, last, doubt, said);
        }

        BigDecimal quantity(Amount perCount) {
            return made.multiply(perCount.quantity()).setScale(Amount.DIGITS, RoundingMode.HALF_EVEN);
        }
    }

    private final StockCounter counter;
    private final LineIds ids;
    private final Recipe recipe;
    private @Nullable Known known;
    private @Nullable BigDecimal booked;

    /** What goes into one count. */
    @FunctionalInterface
    interface Recipe {
        List<Ingredient> of(StockCounter counter) throws SQLException;
    }

    PartCounter(StockCounter counter, LineIds ids, Recipe recipe) {
        this.counter = counter;
        this.ids = ids;
        this.recipe = recipe;
    }

    @Override
    public SensorField source() {
        return counter.source();
    }

    @Override
    public String meaning() {
        return String.join("|", "counter", counter.item(), counter.amount().toString());
    }

    @Override
    public List<PendingBooking> take(Measurement measurement) throws SQLException {
        Known before = known;
        if (before == null) {
            known = Known.from(measurement);
            return List.of();
        }
        List<PendingBooking> due = new ArrayList<>();
        if (before.made.signum() > 0 && isRound(before.since, measurement)) {
            due.add(due(before));
            before = before.settled();
        }
        known = after(before, measurement, due);
        return due;
    }

    /** Whether the time is over that is booked together, by either clock; also where one of them was set back. */
    private boolean isRound(Measurement since, Measurement now) {
        Duration measured = Duration.between(since.at(), now.at());
        Duration heard = now.since(since);
        return measured.compareTo(counter.every()) >= 0
                || heard.compareTo(counter.every()) >= 0
                || measured.isNegative()
                || heard.isNegative();
    }

    private Known after(Known before, Measurement now, List<PendingBooking> due) {
        BigDecimal added = now.value().subtract(before.last.value());
        BigDecimal most = most(before.last, now);
        if (added.signum() >= 0 && added.compareTo(most) <= 0) {
            return before.and(added, now);
        }
        Measurement first =
                before.doubt.filter(doubt -> !now.since(doubt).isNegative()).orElse(now);
        if (now.since(first).compareTo(BELIEVED_AFTER) < 0) {
            return before.doubting(first, now);
        }
        boolean anew =
                added.signum() < 0 && now.value().signum() >= 0 && now.value().compareTo(most) <= 0;
        if (!anew) {
            due.add(implausible(before.last, now));
        }
        return before.and(anew ? now.value() : BigDecimal.ZERO, now);
    }

    /** What the machine can have made at most. */
    private BigDecimal most(Measurement before, Measurement now) {
        Duration elapsed = now.since(before);
        // Set back, this box's clock tells nothing: then a day is allowed.
        Duration allowed = elapsed.isNegative() ? Duration.ofDays(1) : elapsed.plus(BELIEVED_AFTER);
        return BigDecimal.valueOf(counter.perMinuteMax() * allowed.toMillis() / MILLIS_PER_MINUTE);
    }

    private PendingBooking implausible(Measurement before, Measurement now) {
        String from = before.value().toPlainString();
        String to = now.value().toPlainString();
        return new PendingBooking(
                ids.of("odd", counter.source(), now),
                ids.ref(now),
                List.of(Map.of("device", counter.source().device().value(), "from", from, "to", to)),
                Optional.of(implausible(from, to)));
    }

    private static String implausible(String from, String to) {
        return "From " + from + " to " + to
                + " no machine counts so soon, so nothing is booked. Look at the counter, and book by hand what was made;"
                + " or set 'perMinuteMax'.";
    }

    @Override
    public void lost() {
        // What it has counted stays counted.
    }

    @Override
    public Optional<PendingBooking> silentFor(Duration time) throws SQLException {
        Known now = known;
        if (now == null || now.made.signum() == 0 || time.compareTo(counter.every()) < 0) {
            return Optional.empty();
        }
        PendingBooking due = due(now);
        known = now.settled();
        return Optional.of(due);
    }

    private PendingBooking due(Known now) throws SQLException {
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
        booked = now.quantity(counter.amount());
        return new PendingBooking(run, ids.ref(now.since), lines);
    }

    private Map<String, String> line(MovementKind kind, String item, Amount perCount, String location, Known now) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("kind", kind.word());
        line.put("item", item);
        line.put("quantity", now.quantity(perCount).toPlainString());
        line.put("unit", perCount.unit());
        line.put("location", location);
        LineIds.sign(line, counter.source(), now.since);
        return line;
    }

    @Override
    public GaugeStanding standing(Bookings bookings) {
        Optional<Known> now = Optional.ofNullable(known);
        return new GaugeStanding(
                counter.source(),
                Kind.COUNTER,
                new Goods(counter.item(), counter.amount().unit(), counter.location()),
                now.map(each -> each.said.said()),
                now.map(each -> each.quantity(counter.amount())),
                Optional.ofNullable(booked),
                now.map(this::doing).orElseGet(State.Unheard::new),
                bookings);
    }

    private State doing(Known now) {
        if (now.doubt.isPresent()) {
            Instant until = now.doubt.get().heard().plus(BELIEVED_AFTER);
            boolean fewer = now.said.value().compareTo(now.last.value()) < 0;
            return fewer ? new State.Fewer(until) : new State.TooMany(until);
        }
        return now.made.signum() == 0
                ? new State.Still()
                : new State.Collecting(now.since.heard().plus(counter.every()));
    }

    @Override
    public GaugeState state() {
        Map<Role, Measurement> measurements = new EnumMap<>(Role.class);
        Known now = known;
        if (now != null) {
            measurements.put(Role.LAST, now.last);
            measurements.put(Role.SINCE, now.since);
            now.doubt.ifPresent(first -> measurements.put(Role.DOUBT, first));
        }
        return new GaugeState(
                Optional.ofNullable(booked), Optional.ofNullable(now).map(Known::made), measurements);
    }

    @Override
    public void resume(GaugeState state) {
        booked = state.booked().orElse(null);
        Optional<Measurement> last = state.measurement(Role.LAST);
        known = last.map(measurement -> new Known(
                        measurement,
                        state.made().orElse(BigDecimal.ZERO),
                        state.measurement(Role.SINCE).orElse(measurement),
                        state.measurement(Role.DOUBT),
                        state.measurement(Role.DOUBT).orElse(measurement)))
                .orElse(null);
    }
}
