package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which lines of the ledger somebody asks for; where nothing is said, all of them. Immutable.
 *
 * @param item by its id, as it is booked
 * @param location that the goods left, came to, or were counted at
 * @param from the first moment
 * @param to the first moment that is too late
 */
public record Sought(Optional<String> item, Optional<String> lot, Optional<String> location, Instant from, Instant to) {

    private static final String OF_ITEM =
            " AND id IN (SELECT id FROM ledger_effect WHERE item = ?4 AND (?5 IS NULL OR location = ?5))";

    private static final String AT_LOCATION =
            " AND (?5 IS NULL OR json_extract(line, '$.from') = ?5 OR json_extract(line, '$.to') = ?5)";

    /** Those behind a position, in the order in which they were recorded. */
    List<Line> behind(Sql sql, long after, int limit) throws SQLException {
        // With another text for each kind of question, so that an index is used where there is one.
        return sql.all(
                Lines.SELECT + " WHERE position > ?1 AND at >= ?2 AND at < ?3"
                        + (item.isPresent() ? OF_ITEM : AT_LOCATION)
                        + (lot.isPresent() ? " AND lot = ?6" : " AND ?6 IS NULL")
                        + " ORDER BY position LIMIT ?7",
                Lines::line,
                after,
                from.toEpochMilli(),
                to.toEpochMilli(),
                item.orElse(null),
                location.orElse(null),
                lot.orElse(null),
                limit);
    }
}
