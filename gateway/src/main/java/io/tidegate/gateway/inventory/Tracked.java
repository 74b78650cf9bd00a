package io.tidegate.gateway.inventory;

import io.tidegate.observation.Cause;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Item;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;

/** What the catalogue wants to be known of goods that come in. Functions only. */
final class Tracked {

    /** What is known of a lot. */
    interface Expiries {

        Optional<LocalDate> of(String item, String lot) throws SQLException;
    }

    private Tracked() {}

    /**
     * What is not told of goods that come in, and what to do; empty where nothing is missing. A machine cannot be asked, and
     * what goes out is never stopped.
     */
    static Optional<String> missing(Movement movement, Optional<Item> item, Expiries expiries) throws SQLException {
        MovementKind kind = movement.kindOfMovement();
        Cause cause = movement.cause();
        if ((kind != MovementKind.RECEIVE && kind != MovementKind.PRODUCE)
                || cause.source() == Cause.Source.SENSOR
                || cause.override().isPresent()) {
            return Optional.empty();
        }
        if (item.isEmpty() || item.get().tracked().isEmpty()) {
            return Optional.empty();
        }
        for (Item.Tracking each : EnumSet.copyOf(item.get().tracked())) {
            if (!isTold(each, movement.goods(), expiries)) {
                return Optional.of(words(each, item.get().id()));
            }
        }
        return Optional.empty();
    }

    private static boolean isTold(Item.Tracking tracking, Goods goods, Expiries expiries) throws SQLException {
        return switch (tracking) {
            case LOT -> goods.lot().isPresent();
            case SERIAL -> goods.serial().isPresent();
            case EXPIRY ->
                goods.expiry().isPresent()
                        || (goods.lot().isPresent()
                                && expiries.of(goods.item(), goods.lot().get()).isPresent());
        };
    }

    private static String words(Item.Tracking tracking, String item) {
        return switch (tracking) {
            case LOT ->
                "'" + item
                        + "' comes in with its lot only. Scan the label that has it, or book it on the page, with the lot.";
            case EXPIRY ->
                "'" + item
                        + "' comes in with its expiry date only. Scan the label that has it, or book it on the page, with the date.";
            case SERIAL ->
                "'" + item
                        + "' comes in with its serial number only. Scan the label that has it, or book it on the page, with the number.";
        };
    }
}
