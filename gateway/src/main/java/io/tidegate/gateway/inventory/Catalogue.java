package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.SheetReader.Sheet;
import io.tidegate.gateway.inventory.SheetRow.Row;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.Batch;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Where the catalogue is changed. Safe from any thread; reads the database and waits for the disk. */
public final class Catalogue {

    static final DeviceId WHO = new DeviceId("catalogue");

    /** Entries that go to the disk at once: a large table must not fill the waiting line. */
    private static final int AT_ONCE = 1_000;

    private final Journal journal;
    private final View view;
    private final Moments moments;

    private final UnderWay underWay;

    /** Held while it is decided what changes, and never while the disk takes it. */
    private final Object changing = new Object();

    private final Semaphore reading = new Semaphore(1);

    Catalogue(Journal journal, Moments moments, UnderWay underWay) {
        this.journal = journal;
        this.view = new View(journal);
        this.moments = moments;
        this.underWay = underWay;
    }

    /**
     * What a table does, or did.
     *
     * @param added items that the catalogue did not have
     * @param changed items of which it knew something else
     * @param same items of which it knew all
     * @param leftOut rows about what the catalogue does not have, where these are skipped
     * @param lost what changed items had, and have no more
     * @param problems of its lines; with any, nothing is taken
     * @param differences while it is only looked at: what the first rows do, before all those that change a price most
     */
    public record Import(
            int added,
            int changed,
            int same,
            int leftOut,
            List<Loss> lost,
            List<Problem> problems,
            List<Difference> differences) {}

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
     * Takes a table of items: of those that it names, all that its columns say is as they say, and nothing else of them
     * changes; other items stay as they are.
     *
     * @param dryRun only look what would be
     * @param unknown what becomes of rows about items that the catalogue does not have
     * @throws DeskBusy while another table is read
     */
    public Import take(byte[] csv, boolean dryRun, Unknown unknown)
            throws SQLException, InterruptedException, DeskBusy {
        if (!reading.tryAcquire()) {
            throw new DeskBusy(DeskBusy.TABLE);
        }
        try {
            return taken(csv, dryRun, unknown);
        } finally {
            reading.release();
        }
    }

    private Import taken(byte[] csv, boolean dryRun, Unknown unknown) throws SQLException, InterruptedException {
        Sheet sheet = SheetReader.read(csv);
        Taken taken = view.ask(sql -> taken(sheet, dryRun, unknown, new Foreseen(sql, underWay)));
        record(taken.changes);
        return taken.seen.summary(taken.items, dryRun);
    }

    private record Taken(Inspection seen, List<Item> items, List<CatalogueItem> changes) {}

    private Taken taken(Sheet sheet, boolean dryRun, Unknown unknown, Foreseen foreseen) throws SQLException {
        synchronized (changing) {
            long since = underWay.version();
            Inspection seen = new Inspection(foreseen).of(sheet, unknown);
            List<Item> items = seen.changes();
            Set<String> subjects = subjects(items);
            synchronized (underWay) {
                if (underWay.concerns(subjects, since)) {
                    // A large table takes a second, in which the tills go on.
                    seen.again();
                }
                List<CatalogueItem> changes = seen.problems().isEmpty() && !dryRun ? news(seen, items) : List.of();
                changes.forEach(underWay::begin);
                return new Taken(seen, items, changes);
            }
        }
    }

    /** By which others decide. */
    private static Set<String> subjects(List<Item> items) {
        Set<String> subjects = new HashSet<>();
        for (Item item : items) {
            subjects.add(item.id());
            item.codes().forEach(code -> subjects.add(code.code()));
        }
        return subjects;
    }

    private List<CatalogueItem> news(Inspection seen, List<Item> items) {
        return items.stream().map(item -> news(item, seen.before(item))).toList();
    }

    /** It is the newest by its time, also where the clock was ahead when the last was said, here or on another gateway. */
    private CatalogueItem news(Item item, Optional<CatalogueItem> known) {
        Instant now = moments.next(item.id(), false);
        Instant behind = known.map(before -> before.at().plusMillis(1)).orElse(now);
        return new CatalogueItem(WHO, now.isAfter(behind) ? now : behind, item);
    }

    /** Returns when they are on disk, and so no longer under way. */
    private void record(List<CatalogueItem> changes) throws InterruptedException {
        try {
            for (int from = 0; from < changes.size(); from += AT_ONCE) {
                journal.record(List.copyOf(changes.subList(from, Math.min(changes.size(), from + AT_ONCE))));
            }
        } finally {
            changes.forEach(underWay::end);
        }
    }

    /**
     * Gives a code to an item; what was booked under that code is the item's from then on.
     *
     * @param item an id, a code or the name of one that is known, or the id of a new one; empty: a new one with the code
     *     as its id
     * @param name of a new one; of no meaning for one that is known
     * @return why not; empty when it is on disk
     */
    public Optional<String> give(String code, String item, String name) throws SQLException, InterruptedException {
        CatalogueItem change;
        try {
            change = view.ask(sql -> {
                synchronized (changing) {
                    synchronized (underWay) {
                        Foreseen foreseen = new Foreseen(sql, underWay);
                        Item given = GivenCode.item(foreseen, code.strip(), item.strip(), name.strip());
                        CatalogueItem news = news(given, foreseen.known(given.id()));
                        underWay.begin(news);
                        return news;
                    }
                }
            });
        } catch (IllegalArgumentException unfit) {
            return Optional.of(String.valueOf(unfit.getMessage()));
        }
        record(List.of(change));
        return Optional.empty();
    }

    /** Changes one item, checked like a row of a table. The stage completes when it is on disk. */
    public CompletionStage<Change> change(String id, Change.Edit edit) throws SQLException {
        return changeRow(
                () -> id, now -> edit.of(now).map(item -> new Row(1, Soundness.normal(item, Set.of()), Set.of())));
    }

    /**
     * The same by texts, as a person writes them.
     *
     * @param expected whether the item is as that person has it in view
     */
    public CompletionStage<Change> change(ItemCells cells, Predicate<Optional<Item>> expected) throws SQLException {
        return changeRow(cells::id, now -> expected.test(now) ? Optional.of(cells.of(now)) : Optional.empty());
    }

    /** What becomes of an item; empty where it is otherwise than the caller thinks. */
    private interface RowEdit {
        Optional<Row> of(Optional<Item> now);
    }

    private CompletionStage<Change> changeRow(Supplier<String> id, RowEdit edit) throws SQLException {
        return view.ask(sql -> {
            synchronized (changing) {
                synchronized (underWay) {
                    try {
                        return change(new Foreseen(sql, underWay), id.get(), edit);
                    } catch (IllegalArgumentException unfit) {
                        return CompletableFuture.completedStage(new Change.Unfit(String.valueOf(unfit.getMessage())));
                    }
                }
            }
        });
    }

    private CompletionStage<Change> change(Foreseen foreseen, String id, RowEdit edit) throws SQLException {
        Optional<CatalogueItem> known = foreseen.known(id);
        Optional<Item> now = known.map(CatalogueItem::item);
        Optional<Row> wanted = edit.of(now);
        if (wanted.isEmpty()) {
            return CompletableFuture.completedStage(new Change.Otherwise(now));
        }
        List<Problem> problems =
                new Inspection(foreseen).of(List.of(wanted.get())).problems();
        if (!problems.isEmpty()) {
            return CompletableFuture.completedStage(
                    new Change.Unfit(problems.getFirst().problem()));
        }
        Item item = wanted.get().item();
        Change done = new Change.Done(item, now.isEmpty());
        if (Optional.of(item).equals(now)) {
            // It may be on its way yet.
            return journal.changeNow(_ -> {}).thenApply(_ -> done);
        }
        CatalogueItem change = news(item, known);
        underWay.begin(change);
        Optional<CompletionStage<Void>> onDisk = journal.trySubmit(new Batch(List.of(change), List.of()));
        if (onDisk.isEmpty()) {
            underWay.end(change);
            return CompletableFuture.completedStage(new Change.Later(DeskBusy.FULL));
        }
        return onDisk.get().whenComplete((_, _) -> underWay.end(change)).thenApply(_ -> done);
    }
}
