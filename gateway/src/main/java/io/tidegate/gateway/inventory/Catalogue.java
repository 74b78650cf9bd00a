package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.SheetReader.Row;
import io.tidegate.gateway.inventory.SheetReader.Sheet;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Item;
import io.tidegate.observation.Observation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the catalogue is changed. Safe from any thread; reads the database and waits for the disk. */
public final class Catalogue {

    static final DeviceId WHO = new DeviceId("catalogue");

    /** Entries that go to the disk at once: a large table must not fill the waiting line. */
    private static final int AT_ONCE = 1_000;

    private final Journal journal;
    private final View view;
    private final Moments moments;

    Catalogue(Journal journal, Moments moments) {
        this.journal = journal;
        this.view = new View(journal);
        this.moments = moments;
    }

    /**
     * What a table does, or did.
     *
     * @param added items that the catalogue did not have
     * @param changed items of which it knew something else
     * @param same items of which it knew all
     * @param problems of its lines; with any, nothing is taken
     */
    public record Import(int added, int changed, int same, List<Problem> problems) {}

    /**
     * Something is wrong in a table.
     *
     * @param line in the file, from 1; the names of the columns are in the first
     * @param problem what is wrong and what to do
     */
    public record Problem(long line, String problem) {}

    /** The whole catalogue as a table. */
    public String csv() throws SQLException {
        return CatalogueCsv.write(view.ask(CatalogueTables::items));
    }

    /**
     * Takes a table of items: those that it names are as it says, whole; others stay as they are.
     *
     * @param dryRun only look what would be
     */
    public Import take(byte[] csv, boolean dryRun) throws SQLException, InterruptedException {
        Sheet sheet = SheetReader.read(csv);
        List<Problem> problems = new ArrayList<>(sheet.problems());
        Map<String, Item> known = view.ask(sql -> {
            Map<String, Item> found = known(sql, sheet.rows());
            problems.addAll(clashes(sql, sheet.rows(), found));
            return found;
        });
        problems.sort(Comparator.comparingLong(Problem::line));
        List<Item> changes = sheet.rows().stream()
                .map(Row::item)
                .filter(item -> !item.equals(known.get(item.id())))
                .toList();
        if (problems.isEmpty() && !dryRun) {
            record(changes);
        }
        int added = (int)
                changes.stream().filter(item -> !known.containsKey(item.id())).count();
        return new Import(added, changes.size() - added, sheet.rows().size() - changes.size(), List.copyOf(problems));
    }

    private void record(List<Item> changes) throws InterruptedException {
        Instant now = moments.next();
        for (int from = 0; from < changes.size(); from += AT_ONCE) {
            journal.record(changes.subList(from, Math.min(changes.size(), from + AT_ONCE)).stream()
                    .<Observation>map(item -> new CatalogueItem(WHO, now, item))
                    .toList());
        }
    }

    /** Those that the catalogue has, by their ids. */
    private static Map<String, Item> known(Sql sql, List<Row> rows) throws SQLException {
        Map<String, Item> known = new HashMap<>();
        for (Row row : rows) {
            CatalogueTables.item(sql, row.item().id()).ifPresent(item -> known.put(item.id(), item));
        }
        return known;
    }

    /**
     * Gives a code to an item; what was booked under that code is the item's from then on.
     *
     * @param item an id or a code of one that is known, or the id of a new one; empty: a new one with the code as its id
     * @param name of a new one; of no meaning for one that is known
     * @return why not; empty when it is on disk
     */
    public synchronized Optional<String> give(String code, String item, String name)
            throws SQLException, InterruptedException {
        try {
            Item given = view.ask(sql -> given(sql, code.strip(), item.strip(), name.strip()));
            journal.record(List.of(new CatalogueItem(WHO, moments.next(), given)));
            return Optional.empty();
        } catch (IllegalArgumentException unfit) {
            return Optional.of(String.valueOf(unfit.getMessage()));
        }
    }

    private static Item given(Sql sql, String code, String item, String name) throws SQLException {
        Optional<Item> known = item.isEmpty()
                ? Optional.empty()
                : CatalogueTables.naming(sql, item).map(Naming::item);
        Optional<Item> owner = CatalogueTables.naming(sql, code).map(Naming::item);
        if (owner.isPresent() && !owner.equals(known)) {
            throw new IllegalArgumentException(
                    "The code " + code + " belongs to '" + owner.get().id() + "' already.");
        }
        if (known.isEmpty() && name.isEmpty()) {
            throw new IllegalArgumentException("The catalogue has no item '" + item
                    + "'. Write the id of one that it has, or a name too for a new one.");
        }
        Item before = known.orElseGet(() -> Item.of(item.isEmpty() ? code : item, name));
        return owner.isPresent() || before.id().equals(code) ? before : before.with(new Item.Code(code, before.unit()));
    }

    /** What no single line shows: ids and codes that two have, and units that would make booked stock mean another. */
    private static List<Problem> clashes(Sql sql, List<Row> rows, Map<String, Item> known) throws SQLException {
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
                String owner = owner(sql, code.code());
                if (!owner.isEmpty() && !owner.equals(row.item().id()) && !ids.containsKey(owner)) {
                    problems.add(new Problem(
                            row.line(),
                            "The code " + code.code() + " belongs to '" + owner
                                    + "' in the catalogue. Take it away from there first."));
                }
            }
            if (known.containsKey(row.item().id())) {
                unitClash(sql, row, known.get(row.item().id())).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static String owner(Sql sql, String code) throws SQLException {
        return sql.one(
                        "SELECT item FROM catalogue_code WHERE code = ? ORDER BY at DESC, item DESC LIMIT 1",
                        row -> row.getString(1),
                        code)
                .orElse("");
    }

    private static Optional<Problem> unitClash(Sql sql, Row row, Item known) throws SQLException {
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
