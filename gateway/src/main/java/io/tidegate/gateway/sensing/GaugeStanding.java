package io.tidegate.gateway.sensing;

import io.tidegate.site.SensorField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * How a scale or a counter stands: what it said, and why that is booked or not. Immutable.
 *
 * @param said what it said last; empty when it has said nothing since the gateway started, or since it did not answer
 * @param quantity what that comes to: all that is on a scale, to a hundredth of its step and below 0 where it is lifted;
 *     of a counter what is not booked yet
 * @param booked the quantity on a scale by which its next change is judged, or what was produced by a counter's last booking,
 *     also where the ledger has refused it
 */
public record GaugeStanding(
        SensorField source,
        Kind kind,
        Goods goods,
        Optional<Said> said,
        Optional<BigDecimal> quantity,
        Optional<BigDecimal> booked,
        State state,
        Bookings bookings) {

    public GaugeStanding {
        quantity = quantity.map(GaugeStanding::plain);
        booked = booked.map(GaugeStanding::plain);
    }

    /** As people write it. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    public enum Kind {
        SCALE,
        COUNTER
    }

    /**
     * What it is about.
     *
     * @param item its id, or a code of it
     * @param unit of the quantities
     */
    public record Goods(String item, String unit, String location) {}

    /** @param heard when the journal took it */
    public record Said(BigDecimal value, Instant heard) {}

    /** What it does. What waits until a moment may be booked a little later: with the reading that comes then. */
    public sealed interface State {

        /** Nothing was said that counts. */
        record Unheard() implements State {}

        /** All that it shows is booked. */
        record Still() implements State {}

        /** A scale: another quantity lies there, and is booked when it still does then. */
        record Settling(BigDecimal quantity, Instant until) implements State {

            public Settling {
                quantity = plain(quantity);
            }
        }

        /** A scale: it shows less than when it is empty. */
        record Lifted() implements State {}

        /** A scale: it shows more than the ledger can book. */
        record Overfull() implements State {}

        /** A counter: what it has gained is booked then. */
        record Collecting(Instant until) implements State {}

        /** A counter: it shows less than before, and has begun anew when it still does so then. */
        record Fewer(Instant until) implements State {}

        /** A counter: it has gained more than its machine can make, which is parked when it still shows so then. */
        record TooMany(Instant until) implements State {}
    }

    /**
     * What becomes of it.
     *
     * @param waiting to be on disk
     * @param parked since the gateway started
     * @param reason why the last one was parked; empty when it was booked
     */
    public record Bookings(int waiting, int parked, Optional<String> reason) {

        public static final Bookings NONE = new Bookings(0, 0, Optional.empty());
    }
}
