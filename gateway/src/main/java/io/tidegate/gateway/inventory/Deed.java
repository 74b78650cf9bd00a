package io.tidegate.gateway.inventory;

import io.tidegate.observation.Amount;
import io.tidegate.observation.Booking;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Reversal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a line says was done and by whom, without when: by this a repeat is told from another deed under the same id.
 *
 * @param word the kind of movement
 * @param what was moved where; or the id of what is reversed
 * @param device that handed it in: two tills that count alike may give one id to two sales
 * @param reason in words
 * @param run of production
 */
record Deed(
        String word,
        Object what,
        DeviceId device,
        Optional<String> who,
        Optional<String> reason,
        Optional<String> run) {

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
        return switch (line) {
            case Movement movement -> {
                Goods goods = movement.goods();
                Moved moved =
                        new Moved(item, goods.amount(), movement.way(), goods.lot(), goods.serial(), goods.expiry());
                yield of(movement.kindOfMovement().word(), moved, line);
            }
            case Reversal reversal -> of(Reversal.WORD, reversal.reverses(), line);
        };
    }

    private static Deed of(String word, Object what, Booking line) {
        Cause cause = line.cause();
        return new Deed(word, what, line.device(), cause.who(), cause.reason(), cause.run());
    }
}
