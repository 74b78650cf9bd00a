package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Effect.Moment;
import io.tidegate.gateway.journal.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What was at a place at a moment, by the rules of {@link Ledger}. Stateless. */
final class PastLevel {

    private PastLevel() {}

    /** Millionths of the lot; without one, of all lots together. */
    static long of(Sql sql, Place place, Optional<String> lot, Moment upTo) throws SQLException {
        if (lot.isPresent()) {
            return ofLot(sql, place, lot.get(), upTo);
        }
        Effects.Count whole = Effects.counted(sql, place, Effect.NO_LOT, upTo);
        boolean counted = !whole.equals(Effects.Count.NONE);
        long sum = Sums.plus(whole.millionths(), Effects.moved(sql, place, Effect.NO_LOT, whole.moment(), upTo));
        for (String each : lots(sql, place)) {
            // A count that named no lot counted this one along.
            long before = counted ? ofLot(sql, place, each, whole.moment()) : 0;
            sum = Sums.plus(sum, ofLot(sql, place, each, upTo) - before);
        }
        return sum;
    }

    /** Millionths of the lot, or of what has none, by its own counts. */
    static long ofLot(Sql sql, Place place, String lot, Moment upTo) throws SQLException {
        Effects.Count own = Effects.counted(sql, place, lot, upTo);
        return Sums.plus(own.millionths(), Effects.moved(sql, place, lot, own.moment(), upTo));
    }

    private static List<String> lots(Sql sql, Place place) throws SQLException {
        return sql.all(
                "SELECT lot FROM ledger_level WHERE item = ? AND location = ? AND lot <> ?",
                row -> row.getString(1),
                place.item(),
                place.location(),
                Effect.NO_LOT);
    }
}
