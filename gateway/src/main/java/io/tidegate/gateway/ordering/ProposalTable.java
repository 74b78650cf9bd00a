package io.tidegate.gateway.ordering;

import io.tidegate.gateway.inventory.SearchText;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.ordering.Proposed.Decision;
import io.tidegate.gateway.ordering.Proposed.Figures;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.gateway.ordering.Proposed.Subject;
import io.tidegate.gateway.replenishment.Proposal;
import io.tidegate.observation.Amount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The table of proposals, one row each from its making to its outcome; an item has one at most that nobody has decided. What
 * changes rows says what shall be, so that it may run again. Stateless.
 *
 * <p>{@code known} is how many of the item's proposals were decided when it was computed: a decision that came meanwhile
 * makes it worthless. {@code received} and {@code days_out} are outcomes that do not change any more.
 */
final class ProposalTable {

    static final Renewal.Table TABLE = Renewal.Table.small("proposal", "id");

    private static final String PROPOSE = """
            INSERT INTO proposal (id, item, name, supplier, run, pack_unit, pack_of, quantity, unit, made,
              on_hand, on_order, lead_days, per_day, demand, method, season, safety, reorder_point, cover, reason,
              state, folded)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
              'proposed', ?22
            WHERE ?23 = (SELECT count(*) FROM proposal WHERE item = ?2 AND decided IS NOT NULL)
            ON CONFLICT (item) WHERE state = 'proposed' DO UPDATE SET
              name = excluded.name, supplier = excluded.supplier, run = excluded.run, pack_unit = excluded.pack_unit,
              pack_of = excluded.pack_of, quantity = excluded.quantity, unit = excluded.unit, made = excluded.made,
              on_hand = excluded.on_hand, on_order = excluded.on_order, lead_days = excluded.lead_days,
              per_day = excluded.per_day, demand = excluded.demand, method = excluded.method,
              season = excluded.season, safety = excluded.safety, reorder_point = excluded.reorder_point,
              cover = excluded.cover, reason = excluded.reason,
              folded = excluded.folded
            ON CONFLICT (id) DO NOTHING""";

    private ProposalTable() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS proposal (
                  id TEXT PRIMARY KEY, item TEXT NOT NULL, name TEXT NOT NULL, supplier TEXT NOT NULL, run INTEGER NOT NULL,
                  pack_unit TEXT NOT NULL, pack_of TEXT NOT NULL, quantity INTEGER NOT NULL, unit TEXT NOT NULL,
                  made INTEGER NOT NULL, on_hand REAL NOT NULL, on_order REAL NOT NULL, lead_days REAL NOT NULL,
                  per_day REAL NOT NULL, demand TEXT NOT NULL, method TEXT NOT NULL, season INTEGER NOT NULL,
                  safety REAL NOT NULL, reorder_point REAL NOT NULL, cover REAL, reason TEXT NOT NULL,
                  state TEXT NOT NULL, decided INTEGER, who TEXT, note TEXT, ordered INTEGER, closed INTEGER,
                  received INTEGER, received_at INTEGER, days_out INTEGER,
                  folded TEXT NOT NULL DEFAULT '') WITHOUT ROWID""");
        if (!sql.hasColumn("proposal", "folded")) {
            sql.change("ALTER TABLE proposal ADD COLUMN folded TEXT NOT NULL DEFAULT ''");
            record Named(String id, String name) {}
            for (Named one :
                    sql.all("SELECT id, name FROM proposal", row -> new Named(row.getString(1), row.getString(2)))) {
                sql.change("UPDATE proposal SET folded = ? WHERE id = ?", SearchText.folded(one.name), one.id);
            }
        }
        sql.change("""
                CREATE UNIQUE INDEX IF NOT EXISTS proposal_open ON proposal (item)
                WHERE state = 'proposed'""");
        sql.change("CREATE INDEX IF NOT EXISTS proposal_item ON proposal (item, decided)");
        sql.change("CREATE INDEX IF NOT EXISTS proposal_state ON proposal (state, supplier, item, id)");
        sql.change("CREATE INDEX IF NOT EXISTS proposal_decided ON proposal (decided)");
    }

    /** Puts the item's proposal in the place of the one that nobody has decided, under the id of that. */
    static void propose(Sql sql, Proposed proposed, long known, long run) throws SQLException {
        Subject subject = proposed.subject();
        Figures figures = proposed.figures();
        Proposal.Figures computed = figures.computed();
        sql.change(
                PROPOSE,
                proposed.id(),
                subject.item(),
                subject.name(),
                subject.supplier(),
                run,
                subject.pack().unit(),
                subject.pack().of().toPlainString(),
                proposed.amount().millionths(),
                proposed.amount().unit(),
                proposed.madeAt().toEpochMilli(),
                figures.onHand(),
                figures.onOrder(),
                figures.leadTimeDays(),
                computed.demandPerDay(),
                computed.demand().name(),
                computed.method().kind().name(),
                computed.method().season(),
                computed.safetyStock(),
                computed.reorderPoint(),
                Double.isFinite(computed.daysOfCover()) ? computed.daysOfCover() : null,
                ReasonText.write(proposed.reason()),
                SearchText.folded(subject.name()),
                known);
    }

    /** Leaves an item's proposal as it is: it could not be computed anew. */
    static void keep(Sql sql, String item, long run) throws SQLException {
        sql.change("UPDATE proposal SET run = ? WHERE item = ? AND state = 'proposed'", run, item);
    }

    /** Forgets what an earlier run proposed and this one does not, and what was settled before a moment. */
    static void forget(Sql sql, long run, Instant settledBefore) throws SQLException {
        sql.change("DELETE FROM proposal WHERE state = 'proposed' AND run <> ?", run);
        sql.change(
                "DELETE FROM proposal WHERE state IN ('received', 'closed', 'ignored') AND decided < ?",
                settledBefore.toEpochMilli());
    }

    static void accept(Sql sql, String id, Decision decision, Amount amount) throws SQLException {
        decide(sql, id, State.ACCEPTED, decision);
        sql.change(
                "UPDATE proposal SET ordered = ? WHERE id = ? AND state = 'accepted' AND ordered IS NULL",
                amount.millionths(),
                id);
    }

    static void ignore(Sql sql, String id, Decision decision) throws SQLException {
        decide(sql, id, State.IGNORED, decision);
    }

    private static void decide(Sql sql, String id, State state, Decision decision) throws SQLException {
        sql.change(
                "UPDATE proposal SET state = ?, decided = ?, who = ?, note = ? WHERE id = ? AND state = 'proposed'",
                state.word(),
                decision.at().toEpochMilli(),
                decision.who().orElse(null),
                decision.note().orElse(null),
                id);
    }

    /** Nothing more will come. */
    static void close(Sql sql, String id, Instant at) throws SQLException {
        sql.change(
                "UPDATE proposal SET state = 'closed', closed = ? WHERE id = ? AND state = 'accepted'",
                at.toEpochMilli(),
                id);
    }

    /** All of it has come. */
    static void received(Sql sql, String id, Deliveries.Served served) throws SQLException {
        sql.change(
                """
                UPDATE proposal SET state = CASE state WHEN 'accepted' THEN 'received' ELSE state END,
                  received = ?, received_at = ? WHERE id = ? AND state IN ('accepted', 'closed')""",
                millionths(served.received()),
                served.last().map(Instant::toEpochMilli).orElse(null),
                id);
    }

    static void daysOut(Sql sql, String id, int days) throws SQLException {
        sql.change("UPDATE proposal SET days_out = ? WHERE id = ? AND state = 'ignored'", days, id);
    }

    /**
     * Which proposals.
     *
     * @param states none is all
     */
    record Wanted(
            Optional<String> supplier, Optional<String> item, List<State> states, Orders.After after, int limit) {}

    /** In the order of supplier, item and id. What came for an order is as it was settled last. */
    static List<Proposed> list(Sql sql, Wanted wanted) throws SQLException {
        String states =
                String.join("','", wanted.states.stream().map(State::word).toList());
        return sql.all(
                ProposalRow.SELECT + "WHERE (?1 IS NULL OR supplier = ?1) AND (?2 IS NULL OR item = ?2)"
                        + (states.isEmpty() ? "" : " AND state IN ('" + states + "')")
                        + """
                         AND (supplier, item, id) > (?3, ?4, ?5)
                        ORDER BY supplier, item, id LIMIT ?6""",
                ProposalRow::read,
                wanted.supplier.orElse(null),
                wanted.item.orElse(null),
                wanted.after.supplier(),
                wanted.after.item(),
                wanted.after.id(),
                wanted.limit);
    }

    /**
     * Which proposals somebody looks for.
     *
     * @param text part of a name or an id; empty for all
     * @param meant the id of what the text as a whole means
     */
    record Looked(Optional<String> supplier, String text, String meant, State state) {}

    private static final String LOOKED = """
            WHERE state = ?1 AND (?2 IS NULL OR supplier = ?2)
              AND (?3 = '' OR folded LIKE ?4 ESCAPE '\\' OR item LIKE ?4 ESCAPE '\\' OR item = ?5)""";

    /** In the order of supplier, item and id. What came for an order is as it was settled last. */
    static List<Proposed> page(Sql sql, Looked looked, int skip, int limit) throws SQLException {
        return sql.all(
                ProposalRow.SELECT + LOOKED + " ORDER BY supplier, item, id LIMIT ?6 OFFSET ?7",
                ProposalRow::read,
                looked.state.word(),
                looked.supplier.orElse(null),
                looked.text,
                SearchText.pattern(looked.text),
                looked.meant,
                limit,
                skip);
    }

    static long count(Sql sql, Looked looked) throws SQLException {
        return sql.number(
                "SELECT count(*) FROM proposal " + LOOKED,
                looked.state.word(),
                looked.supplier.orElse(null),
                looked.text,
                SearchText.pattern(looked.text),
                looked.meant);
    }

    static Optional<Proposed> find(Sql sql, String id) throws SQLException {
        return sql.one(ProposalRow.SELECT + "WHERE id = ?", ProposalRow::read, id);
    }

    static List<String> suppliers(Sql sql) throws SQLException {
        return sql.all(
                "SELECT DISTINCT supplier FROM proposal WHERE state IN ('proposed', 'accepted') ORDER BY supplier",
                row -> row.getString(1));
    }

    /** What was decided last, the newest first. */
    static List<Proposed> decided(Sql sql, int limit) throws SQLException {
        return sql.all(
                ProposalRow.SELECT + "WHERE decided IS NOT NULL" + " ORDER BY decided DESC, id LIMIT ?",
                ProposalRow::read,
                limit);
    }

    /** The item's decided ones, the oldest first. */
    static List<Proposed> decidedOf(Sql sql, String item, int limit) throws SQLException {
        return sql.all(
                        ProposalRow.SELECT + "WHERE item = ? AND decided IS NOT NULL"
                                + " ORDER BY decided DESC, id DESC LIMIT ?",
                        ProposalRow::read,
                        item,
                        limit)
                .reversed();
    }

    static long countDecided(Sql sql, String item) throws SQLException {
        return sql.number("SELECT count(*) FROM proposal WHERE item = ? AND decided IS NOT NULL", item);
    }

    /** How long a supplier's last orders took, the oldest first. */
    static List<Double> leadTimes(Sql sql, String supplier, int limit) throws SQLException {
        return sql.all(
                        """
                        SELECT decided, received_at FROM proposal
                        WHERE supplier = ? AND state = 'received' AND received_at IS NOT NULL
                        ORDER BY decided DESC LIMIT ?""",
                        row -> Times.days(Instant.ofEpochMilli(row.getLong(1)), Instant.ofEpochMilli(row.getLong(2))),
                        supplier,
                        limit)
                .reversed();
    }

    static long millionths(double quantity) {
        return Math.round(quantity * Amount.MILLIONTHS);
    }
}
