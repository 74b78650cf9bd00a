package io.tidegate.gateway.sensing;

import io.tidegate.gateway.sensing.GaugeStanding.Bookings;
import io.tidegate.gateway.sensing.GaugeStanding.Goods;
import io.tidegate.gateway.sensing.GaugeStanding.Kind;
import io.tidegate.gateway.sensing.GaugeStanding.State;
import io.tidegate.observation.Amount;
import io.tidegate.observation.MovementKind;
import io.tidegate.site.SensorField;
import io.tidegate.site.StockScale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shelf on a scale. A quantity is booked when it has lain there for a while, and only when it is clearly another one: a
 * weight between two and three stays what it was until it is nearer than a quarter to the next. Used by one thread.
 */
final class ShelfScale implements Gauge {

    /** In steps: so far from a quantity it is still that one. */
    private static final BigDecimal HYSTERESIS = new BigDecimal("0.75");

    private static final int DIGITS = 9;

    /** Of a step, for people. */
    private static final int STEP_DIGITS = 2;

    /** What lies there now, but not long enough yet, and since which measurement. */
    private record Candidate(BigDecimal quantity, Measurement since) {}

    private final StockScale scale;
    private final LineIds ids;
    private @Nullable BigDecimal booked;
    private @Nullable Candidate candidate;
    private @Nullable Measurement said;

    ShelfScale(StockScale scale, LineIds ids) {
        this.scale = scale;
        this.ids = ids;
    }

    @Override
    public SensorField source() {
        return scale.source();
    }

    @Override
    public String meaning() {
        return String.join(
                "|",
                "scale",
                scale.item(),
                scale.unit(),
                scale.location(),
                scale.unitWeight().toPlainString(),
                scale.empty().toPlainString(),
                scale.step().toPlainString());
    }

    @Override
    public List<PendingBooking> take(Measurement measurement) {
        List<PendingBooking> due = List.of();
        Candidate before = candidate;
        if (before != null) {
            Duration lying = measurement.since(before.since);
            if (lying.isNegative()) {
                candidate = new Candidate(before.quantity, measurement);
            } else if (lying.compareTo(scale.settle()) >= 0) {
                due = List.of(book(before));
            }
        }
        look(measurement);
        said = measurement;
        return due;
    }

    @Override
    public Optional<PendingBooking> silentFor(Duration time) {
        Candidate lying = candidate;
        return lying != null && time.compareTo(scale.settle()) >= 0 ? Optional.of(book(lying)) : Optional.empty();
    }

    @Override
    public void lost() {
        candidate = null;
        said = null;
    }

    private void look(Measurement measurement) {
        BigDecimal steps = steps(measurement);
        if (isLifted(steps)) {
            candidate = null;
        } else if (candidate != null && isStill(candidate.quantity, steps)) {
            return;
        } else if (booked != null && isStill(booked, steps)) {
            candidate = null;
        } else {
            BigDecimal quantity =
                    steps.setScale(0, RoundingMode.HALF_UP).max(BigDecimal.ZERO).multiply(scale.step());
            candidate = quantity.compareTo(Amount.QUANTITY_MAX) > 0 ? null : new Candidate(quantity, measurement);
        }
    }

    private BigDecimal steps(Measurement measurement) {
        return measurement
                .value()
                .subtract(scale.empty())
                .divide(scale.unitWeight().multiply(scale.step()), DIGITS, RoundingMode.HALF_EVEN);
    }

    /** Lighter than empty: somebody has lifted it. */
    private static boolean isLifted(BigDecimal steps) {
        return steps.compareTo(HYSTERESIS.negate()) < 0;
    }

    private boolean isStill(BigDecimal quantity, BigDecimal steps) {
        BigDecimal away = steps.subtract(quantity.divide(scale.step(), DIGITS, RoundingMode.HALF_EVEN));
        return away.abs().compareTo(HYSTERESIS) < 0;
    }

    private PendingBooking book(Candidate lying) {
        BigDecimal before = booked;
        booked = lying.quantity;
        candidate = null;
        BigDecimal change = before == null ? BigDecimal.ZERO : lying.quantity.subtract(before);
        String id = ids.of("scale", scale.source(), lying.since);
        Map<String, String> line = line(change, lying.quantity);
        line.put("id", id);
        LineIds.sign(line, scale.source(), lying.since);
        return new PendingBooking(id, ids.ref(lying.since), List.of(line));
    }

    /** @param change since the last line; 0 for the first, which can only be a count */
    private Map<String, String> line(BigDecimal change, BigDecimal quantity) {
        MovementKind kind = switch (change.signum()) {
            case -1 -> scale.booking().less();
            case 0 -> MovementKind.COUNT;
            default -> scale.booking().more();
        };
        Map<String, String> line = new LinkedHashMap<>();
        line.put("kind", kind.word());
        line.put("item", scale.item());
        line.put("quantity", (kind == MovementKind.COUNT ? quantity : change.abs()).toPlainString());
        line.put("unit", scale.unit());
        String store = scale.booking().store().orElse("");
        switch (kind) {
            case TRANSFER -> {
                line.put("from", change.signum() < 0 ? scale.location() : store);
                line.put("to", change.signum() < 0 ? store : scale.location());
            }
            case WASTE -> {
                line.put("location", scale.location());
                line.put("reason", "taken off the scale");
            }
            default -> line.put("location", scale.location());
        }
        return line;
    }

    @Override
    public GaugeStanding standing(Bookings bookings) {
        Optional<Measurement> now = Optional.ofNullable(said);
        return new GaugeStanding(
                scale.source(),
                Kind.SCALE,
                new Goods(scale.item(), scale.unit(), scale.location()),
                now.map(Measurement::said),
                now.map(this::exactly),
                Optional.ofNullable(booked),
                now.map(measurement -> doing(steps(measurement))).orElseGet(State.Unheard::new),
                bookings);
    }

    /** Not rounded to steps, so that one sees how far it is to the next, and whether a weight is wrong. */
    private BigDecimal exactly(Measurement measurement) {
        return steps(measurement).setScale(STEP_DIGITS, RoundingMode.HALF_EVEN).multiply(scale.step());
    }

    private State doing(BigDecimal steps) {
        Candidate lying = candidate;
        if (lying != null) {
            return new State.Settling(lying.quantity, lying.since.heard().plus(scale.settle()));
        }
        if (isLifted(steps)) {
            return new State.Lifted();
        }
        return booked != null && isStill(booked, steps) ? new State.Still() : new State.Overfull();
    }

    @Override
    public GaugeState state() {
        return new GaugeState(Optional.ofNullable(booked), Optional.empty(), Map.of());
    }

    /** What lay there when the power went may be a hand: it has to lie there anew. */
    @Override
    public void resume(GaugeState state) {
        booked = state.booked().orElse(null);
        candidate = null;
        said = null;
    }
}
