package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Catalogue.Problem;
import io.tidegate.gateway.inventory.SheetReader.Row;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with items beside each other, and beside those that the catalogue has. Functions only. */
final class Clashes {

    private Clashes() {}

    /** What no single line shows: ids and codes that two have, and units that would make booked stock mean another. */
    static List<Problem> of(Sql sql, List<Row> rows, Map<String, Item> known) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        Map<String, Long> ids = new HashMap<>();
        Map<String, Row> codes = new HashMap<>();
        for (Row row : rows) {
            Long first = ids.putIfAbsent(row.item().id(), row.line());
            if (first != null) {
                problems.add(new Problem(
                        row.line(), "'" + row.item().id() + "' stands in line " + first + " too. Keep one."));
            }
        }
        for (Row row : rows) {
            for (Item.Code code : row.item().codes()) {
                Row other = codes.putIfAbsent(code.code(), row);
                if (other != null && !other.item().id().equals(row.item().id())) {
                    problems.add(new Problem(
                            row.line(),
                            "The code " + code.code() + " belongs to '"
                                    + other.item().id() + "' in line " + other.line() + " too. Keep one."));
                }
                String owner = CatalogueTables.owner(sql, code.code());
                if (!owner.isEmpty() && !owner.equals(row.item().id()) && !ids.containsKey(owner)) {
                    problems.add(new Problem(
                            row.line(),
                            "The code " + code.code() + " belongs to '" + owner
                                    + "' in the catalogue. Take it away from there first."));
                }
            }
            if (known.containsKey(row.item().id())) {
                unit(sql, row, known.get(row.item().id())).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> unit(Sql sql, Row row, Item known) throws SQLException {
        if (known.unit().equals(row.item().unit())) {
            return Optional.empty();
        }
        boolean booked = sql.number(
                        "SELECT EXISTS (SELECT 1 FROM ledger_effect WHERE item = ?)",
                        row.item().id())
                != 0;
        return booked
                ? Optional.of(new Problem(
                        row.line(),
                        "'" + row.item().id() + "' is kept in '"
                                + known.unit() + "', and has been booked in it. Make another item for '"
                                + row.item().unit() + "'."))
                : Optional.empty();
    }
}
