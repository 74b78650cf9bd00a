package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Effect.Moment;
import io.tidegate.gateway.journal.Sql;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What was at a place at a moment, by the rules of {@link Ledger}. Stateless. */
final class PastLevel {

    private PastLevel() {}

    /** Millionths of the lot; without one, of all lots together. */
    static long of(Sql sql, Place place, Optional<String> lot, Moment upTo) throws SQLException {
        if (lot.isPresent()) {
            return Sums.told(ofLot(sql, place, lot.get(), upTo));
        }
        Effects.Count whole = Effects.counted(sql, place, Effect.NO_LOT, upTo);
        boolean counted = !whole.equals(Effects.Count.NONE);
        BigInteger sum = whole.exactly().add(Effects.moved(sql, place, Effect.NO_LOT, whole.moment(), upTo));
        for (String each : lots(sql, place)) {
            // A count that named no lot counted this one along.
            BigInteger before = counted ? ofLot(sql, place, each, whole.moment()) : BigInteger.ZERO;
            sum = sum.add(ofLot(sql, place, each, upTo)).subtract(before);
        }
        return Sums.told(sum);
    }

    /** Exactly the millionths of the lot, or of what has none, by its own counts. */
    static BigInteger ofLot(Sql sql, Place place, String lot, Moment upTo) throws SQLException {
        Effects.Count own = Effects.counted(sql, place, lot, upTo);
        return own.exactly().add(Effects.moved(sql, place, lot, own.moment(), upTo));
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
