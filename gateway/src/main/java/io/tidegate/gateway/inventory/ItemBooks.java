package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Symbology;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the books say of one item after the other, for who goes through all of them: each question sees what is booked
 * then, and holds up nothing between two. Used by one thread, never an event loop.
 */
public final class ItemBooks implements AutoCloseable {

    private final Connection reader;
    private final Sql sql;
    private final Drafting.Rules rules;

    ItemBooks(Connection reader, Drafting.Rules rules) {
        this.rules = rules;
        this.reader = reader;
        this.sql = new Sql(reader);
    }

    /**
     * Goods came in.
     *
     * @param quantity in the item's own unit
     */
    public record Receipt(Instant at, double quantity) {}

    /** Items that are traded, behind an id, in the order of their ids. */
    public List<String> ids(String after, int limit) throws SQLException {
        return sql.all(
                "SELECT id FROM catalogue_item WHERE id > ? AND retired = 0 ORDER BY id LIMIT ?",
                row -> row.getString(1),
                after,
                limit);
    }

    public long count() throws SQLException {
        return sql.number("SELECT count(*) FROM catalogue_item WHERE retired = 0");
    }

    public Optional<Item> item(String id) throws SQLException {
        return CatalogueTables.item(sql, id);
    }

    /** What a code says that was scanned. */
    public Scanned scanned(String data, Symbology symbology) throws SQLException {
        return Meant.of(sql, rules.codes(), data, symbology, rules.today()).scanned();
    }

    /** How much of an item was at a location just before a moment; with a lot, of that lot only. */
    public BigDecimal before(String item, String location, Optional<String> lot, Instant moment) throws SQLException {
        Effect.Moment before = new Effect.Moment(moment.toEpochMilli(), "");
        long millionths = PastLevel.of(sql, new Place(item, location), lot, before);
        return BigDecimal.valueOf(millionths, Amount.DIGITS);
    }

    /** Reads all of its lines, one at a time: they lie together on the disk. */
    public Turnover turnover(String item, Days days) throws SQLException {
        Set<String> outlets = new HashSet<>(sql.all(
                "SELECT DISTINCT location FROM ledger_effect WHERE item = ? AND kind IN ('sell', 'consume')",
                row -> row.getString(1),
                item));
        Turnover.Adding adding = new Turnover.Adding(days, outlets);
        sql.each("""
                SELECT location, lot, at, millionths, kind FROM ledger_effect
                WHERE item = ? AND at < ? AND reversed = 0 ORDER BY at, id""", row -> take(adding, item, row), item, days.start(days.count()));
        return adding.sum();
    }

    private static void take(Turnover.Adding adding, String item, ResultSet row) throws SQLException {
        Optional<MovementKind> kind = MovementKind.ofWord(row.getString(5));
        if (kind.isPresent()) {
            Place place = new Place(item, row.getString(1));
            adding.take(place, row.getString(2), row.getLong(3), row.getLong(4), kind.get());
        }
    }

    /** What can be sold, all locations together: what has expired is not. Below 0 where more was sold than there was. */
    public double onHand(String item, LocalDate today) throws SQLException {
        return Allotted.sellable(sql, item, today) / Amount.MILLIONTHS;
    }

    /** Hands over what came in from a moment on, one after the other, the oldest first: of some items every piece is one. */
    public void receipts(String item, Instant from, Consumer<Receipt> take) throws SQLException {
        sql.each(
                """
                SELECT at, millionths FROM ledger_effect
                WHERE item = ? AND kind = 'receive' AND at >= ? AND reversed = 0 ORDER BY at, id""",
                row -> take.accept(
                        new Receipt(Instant.ofEpochMilli(row.getLong(1)), row.getLong(2) / Amount.MILLIONTHS)),
                item,
                from.toEpochMilli());
    }

    /** When something came in for the first time from a moment on. */
    public Optional<Instant> nextReceipt(String item, Instant from) throws SQLException {
        return sql.one("""
                SELECT at FROM ledger_effect
                WHERE item = ? AND kind = 'receive' AND at >= ? AND reversed = 0 ORDER BY at, id LIMIT 1""", row -> Instant.ofEpochMilli(row.getLong(1)), item, from.toEpochMilli());
    }

    /**
     * A lot came in.
     *
     * @param expiry its last day
     */
    public record Lot(Instant at, LocalDate expiry) {}

    /** The lots that came in last and can expire, the newest first. */
    public List<Lot> lots(String item, int limit) throws SQLException {
        return sql.all(
                """
                SELECT receipt.at, expiry FROM ledger_effect AS receipt
                JOIN ledger_lot AS lot ON lot.item = receipt.item AND lot.lot = receipt.lot
                WHERE receipt.item = ? AND kind = 'receive' AND reversed = 0 ORDER BY receipt.at DESC LIMIT ?""",
                row -> new Lot(Instant.ofEpochMilli(row.getLong(1)), LocalDate.parse(row.getString(2))),
                item,
                limit);
    }

    @Override
    public void close() throws SQLException {
        try (reader) {
            sql.close();
        }
    }
}
