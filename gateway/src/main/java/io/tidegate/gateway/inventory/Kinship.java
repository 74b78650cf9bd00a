package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Genealogy.Kin;
import io.tidegate.gateway.inventory.Genealogy.LotId;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import io.tidegate.observation.MovementKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is kin to a lot one way: what it was made of, or what was made with it. Each lot is looked at once, so that those
 * that went round in circles end, too. Immutable.
 *
 * @param told the nearest first; what was booked without a lot is told, and leads no farther
 * @param more whether there are more, or farther ones
 */
record Kinship(List<Kin> told, boolean more) {

    /** From the lines of a lot to the other lines of their runs. A plus keeps the planner from the longer index. */
    private static final String NEXT = """
            SELECT other.item, other.lot, other.run, other.at, effect.millionths, level.unit
            FROM ledger_line AS own
            CROSS JOIN ledger_line AS other ON other.run = own.run
            JOIN ledger_effect AS effect ON effect.item = other.item AND effect.lot = coalesce(other.lot, '')
              AND effect.location = coalesce(json_extract(other.line, '$.from'), json_extract(other.line, '$.to'))
              AND effect.at = other.at AND effect.id = other.id
            JOIN ledger_level AS level ON level.item = effect.item AND level.location = effect.location
              AND level.lot = effect.lot
            WHERE own.lot = ? AND +own.item = ? AND json_extract(own.line, '$.kind') = ?
              AND json_extract(other.line, '$.kind') = ?
              AND NOT EXISTS (SELECT 1 FROM ledger_line AS undo WHERE undo.reverses IN (own.id, other.id))
            GROUP BY other.id ORDER BY other.at, other.id LIMIT ?""";

    /** What went into the lot. */
    static Kinship madeFrom(Sql sql, LotId lot, int depth) throws SQLException {
        return of(sql, lot, depth, MovementKind.PRODUCE, MovementKind.CONSUME);
    }

    /** What was made with the lot. */
    static Kinship wentInto(Sql sql, LotId lot, int depth) throws SQLException {
        return of(sql, lot, depth, MovementKind.CONSUME, MovementKind.PRODUCE);
    }

    /** From lines of the one kind to lines of the other; one run farther than is told, to see whether there are any. */
    private static Kinship of(Sql sql, LotId lot, int depth, MovementKind own, MovementKind other) throws SQLException {
        List<Kin> told = new ArrayList<>();
        Set<LotId> seen = new HashSet<>(Set.of(lot));
        List<LotId> here = List.of(lot);
        for (int far = 1; !here.isEmpty(); far++) {
            List<Kin> next = next(sql, here, far, own, other);
            if (far > depth && !next.isEmpty()) {
                return new Kinship(told, true);
            }
            told.addAll(next);
            if (told.size() > Genealogy.KIN_MAX) {
                return new Kinship(told.subList(0, Genealogy.KIN_MAX), true);
            }
            here = next.stream()
                    .flatMap(kin -> kin.lot().map(name -> new LotId(kin.item(), name)).stream())
                    .filter(seen::add)
                    .toList();
        }
        return new Kinship(told, false);
    }

    /** Of some lots, until there are more than are told. */
    private static List<Kin> next(Sql sql, List<LotId> lots, int far, MovementKind own, MovementKind other)
            throws SQLException {
        List<Kin> kin = new ArrayList<>();
        for (LotId of : lots) {
            if (kin.size() > Genealogy.KIN_MAX) {
                break;
            }
            kin.addAll(sql.all(
                    NEXT,
                    row -> kin(row, far, of),
                    of.lot(),
                    of.item(),
                    own.word(),
                    other.word(),
                    Genealogy.KIN_MAX + 1));
        }
        kin.sort(Comparator.comparing(Kin::at));
        return kin;
    }

    private static Kin kin(ResultSet row, int far, LotId of) throws SQLException {
        return new Kin(
                far,
                row.getString(1),
                Effect.named(row.getString(2)),
                of,
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                Amount.ofMillionths(Math.abs(row.getLong(5)), row.getString(6)));
    }
}
