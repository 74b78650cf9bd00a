package io.tidegate.site;

import io.tidegate.observation.MovementKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * A shelf or a bin that is weighed all the time, with one item in it. Immutable.
 *
 * @param item its id or a code of it
 * @param unit of the item
 * @param unitWeight what one unit of the item weighs, in the unit of the field; above 0
 * @param empty what the scale shows when nothing is in it
 * @param step the smallest difference that is booked, in units of the item; above 0
 * @param settle so long a new quantity lies there before it is believed
 */
public record StockScale(
        SensorField source,
        String item,
        String unit,
        String location,
        BigDecimal unitWeight,
        BigDecimal empty,
        BigDecimal step,
        Duration settle,
        Booking booking) {

    public static final String FIELD = "weight";
    public static final Duration SETTLE = Duration.ofSeconds(10);

    /**
     * What its changes are.
     *
     * @param less what is gone; a count: so many are there
     * @param more what has come; a count: so many are there
     * @param store the other end of transfers
     */
    public record Booking(MovementKind less, MovementKind more, Optional<String> store) {

        public static final Booking COUNT = new Booking(MovementKind.COUNT, MovementKind.COUNT, Optional.empty());
    }
}
