package io.tidegate.gateway.inventory;

import io.tidegate.observation.Amount;
import io.tidegate.observation.Booking;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Reversal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a line says was done, without when and by whom: by this a repeat is told from another deed under the same id.
 *
 * @param word the kind of movement
 * @param what was moved where; or the id of what is reversed
 * @param reason in words
 * @param run of production
 */
record Deed(String word, Object what, Optional<String> reason, Optional<String> run) {

    /** @param item as it is booked, since a code that was named meanwhile is another word for the same */
    private record Moved(
            String item,
            Amount amount,
            Movement.Way way,
            Optional<String> lot,
            Optional<String> serial,
            Optional<LocalDate> expiry) {}

    /** @param item for which it is booked; of no meaning for a reversal */
    static Deed of(Booking line, String item) {
        Optional<String> reason = line.cause().reason();
        Optional<String> run = line.cause().run();
        return switch (line) {
            case Movement movement -> {
                Goods goods = movement.goods();
                Moved moved =
                        new Moved(item, goods.amount(), movement.way(), goods.lot(), goods.serial(), goods.expiry());
                yield new Deed(movement.kindOfMovement().word(), moved, reason, run);
            }
            case Reversal reversal -> new Deed(Reversal.WORD, reversal.reverses(), reason, run);
        };
    }
}
