package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * What there is of each lot. The one place for two rules, which the pages, the list of what is low, the scanners' hints and
 * what to order all follow. Functions only.
 * <ul>
 *   <li>What went without naming its lot, as tills sell that read an EAN, is taken off the lot of that place which expires
 *       first: else people would read of lots that are long gone, and below them of something that is missing.
 *   <li>What has expired is not there to be sold. What is missing is made up by it first, whichever lot and place it is
 *       missing at: that was sold before it expired, and takes nothing off the lots that came since.
 * </ul>
 * {@link Standing} asks how much of a lot may have stood somewhere, and so must not choose one lot for what named none.
 */
final class Allotted {

    private static final String BOOKED = """
            booked AS (
              SELECT level.item, location, level.lot, unit, expiry, millionths,
                total(iif(level.lot = '', millionths, 0)) OVER place AS rest,
                total(iif(level.lot <> '' AND millionths > 0, millionths, 0)) OVER place AS held,
                total(iif(level.lot <> '' AND millionths > 0, millionths, 0))
                  OVER (place ORDER BY expiry IS NULL, expiry, level.lot) AS held_so_far
              FROM ledger_level AS level
              LEFT JOIN ledger_lot AS lot ON lot.item = level.item AND lot.lot = level.lot
              WHERE gone = 0\s""";

    private static final String SHELF = """
              WINDOW place AS (PARTITION BY level.item, location)),
            shelf AS (
              SELECT item, location, lot, unit, expiry, CAST(CASE
                  WHEN rest >= 0 OR (lot <> '' AND millionths <= 0) THEN millionths
                  WHEN lot = '' THEN min(0, held + rest)
                  ELSE max(0, min(millionths, held_so_far + rest)) END AS INTEGER) AS millionths
              FROM booked)""";

    private Allotted() {}

    /**
     * Tables to name behind WITH; the last is {@code shelf (item, location, lot, unit, expiry, millionths)}.
     *
     * @param condition on {@code ledger_level AS level}; empty for all of it
     */
    static String shelf(String condition) {
        return BOOKED + condition + SHELF;
    }

    /** Of rows of {@code shelf}, all locations together: the millionths that can be sold, below 0 where they are missing. */
    static String sellable(String today) {
        String left = "millionths > 0 AND (expiry IS NULL OR expiry >= " + today + ")";
        return "total(iif(" + left + ", millionths, 0)) + min(0, total(iif(" + left + ", 0, millionths)))";
    }

    /** The same of one item. */
    static long sellable(Sql sql, String item, LocalDate today) throws SQLException {
        return sql.number(
                "WITH " + shelf("AND level.item = ?1") + " SELECT " + sellable("?2") + " FROM shelf",
                item,
                today.toString());
    }
}
