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

    /** What was done there: levels are few and lead to it, so CROSS JOIN keeps them in front. */
    private static final String EFFECTS = """
             FROM ledger_level AS level CROSS JOIN ledger_effect AS effect
            ON effect.item = level.item AND effect.location = level.location AND effect.lot = level.lot
            WHERE level.location =\s""";

    private static final String AT_RARE_LOCATION = " AND id IN (SELECT effect.id" + EFFECTS + "?5)";

    /**
     * Where fewer than that was done, its lines are looked for one by one. Of a busier location some come soon on the way
     * through all lines: to keep them by location would cost each sale a page more on disk.
     */
    private static final int RARE_MAX = 20_000;

    /** Those behind a position, in the order in which they were recorded. */
    List<Line> behind(Sql sql, long after, int limit) throws SQLException {
        // With another text for each kind of question, so that an index is used where there is one.
        return sql.all(
                Lines.SELECT + " WHERE position > ?1 AND at >= ?2 AND at < ?3" + condition(sql)
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

    private String condition(Sql sql) throws SQLException {
        if (item.isPresent()) {
            return OF_ITEM;
        }
        return lot.isEmpty() && location.isPresent() && isRare(sql, location.get()) ? AT_RARE_LOCATION : AT_LOCATION;
    }

    private static boolean isRare(Sql sql, String location) throws SQLException {
        return sql.number("SELECT count(*) FROM (SELECT 1" + EFFECTS + "? LIMIT ?)", location, RARE_MAX) < RARE_MAX;
    }
}
