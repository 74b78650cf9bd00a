package io.tidegate.gateway.sensing;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.StateChange;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.DeviceTime;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.SensorField;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockCounter;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tinylog.Logger;

/**
 * Lets each gauge hear its readings, and has booked what it makes of them. Used by the gauger's thread.
 *
 * <pre>
 * reading on disk ──▶ gauge ──▶ what it knows, and owes, on disk ──▶ lines on disk ──▶ no longer owed
 * </pre>
 */
final class Hearing implements Clerk.Work {

    /** What the gauges know is written down so often while they owe nothing: a start reads on from there. */
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    private final Journal journal;
    private final Books books;
    private final InstantSource clock;
    private final Settling settling;
    private final Map<DeviceId, List<Heard>> gauges = new LinkedHashMap<>();
    private boolean unwritten;
    private long taken;
    private long written;
    private long writtenNanos = System.nanoTime();

    Hearing(Journal journal, Inventory inventory, SiteFile site, InstantSource clock) {
        this.journal = journal;
        this.books = inventory.books();
        this.clock = clock;
        this.settling = new Settling(journal, inventory.desk(), clock);
        LineIds ids = new LineIds(site.origin());
        site.stock().scales().forEach(scale -> add(new ShelfScale(scale, ids)));
        site.stock().counters().forEach(counter -> add(new PartCounter(counter, ids, this::recipe)));
    }

    private void add(Gauge gauge) {
        gauges.computeIfAbsent(gauge.source().device(), _ -> new ArrayList<>()).add(new Heard(gauge));
    }

    private List<Heard> all() {
        return gauges.values().stream().flatMap(List::stream).toList();
    }

    List<Gauge> gauges() {
        return all().stream().map(each -> each.gauge).toList();
    }

    /** From any thread. */
    List<GaugeStanding> standings() {
        return all().stream().map(Heard::standing).toList();
    }

    /** That of the catalogue, unless the site file has another. */
    private List<StockCounter.Ingredient> recipe(StockCounter counter) throws SQLException {
        try {
            return counter.recipe().isEmpty() ? books.ingredients(counter.item(), counter.amount()) : counter.recipe();
        } catch (IllegalArgumentException tooMuch) {
            Logger.warn("What goes into '{}' is not booked: {}", counter.item(), tooMuch.getMessage());
            return List.of();
        }
    }

    /** All of them go on as they were. Before the first entry. */
    void resume(Sql sql) throws SQLException {
        for (Heard each : all()) {
            each.gauge.resume(SensingTables.gauge(sql, each.gauge.source()));
            each.after = SensingTables.hearsAfter(sql, each.gauge.source());
        }
        settling.owe(SensingTables.due(sql));
        taken = SensingTables.BOOKMARK.position(sql);
        written = taken;
    }

    /** There is no gauge, and nothing is left to book. */
    boolean isIdle() {
        return gauges.isEmpty() && settling.owed().isEmpty();
    }

    long taken() {
        return taken;
    }

    @Override
    public boolean concerns(Observation observation) {
        return gauges.containsKey(observation.device())
                && (observation instanceof Observation.Reading || observation instanceof Observation.Fault);
    }

    @Override
    public void take(Entry entry) throws SQLException, InterruptedException, DeskBusy {
        List<Heard> hearing = gauges.getOrDefault(entry.observation().device(), List.of());
        // Where booking has failed, the same entry comes again; heard is it once.
        if (entry.position() > taken) {
            for (Heard each : hearing) {
                if (entry.position() > each.after) {
                    hear(each, entry);
                }
            }
            taken = entry.position();
        }
        settle(hearing);
    }

    private void hear(Heard each, Entry entry) throws SQLException {
        if (entry.observation() instanceof Observation.Reading(var _, var at, var fields)) {
            if (fields.get(each.gauge.source().field()) instanceof Value.Numeric(double value)) {
                owe(each.gauge.take(new Measurement(
                        BigDecimal.valueOf(value).stripTrailingZeros(),
                        at,
                        !journal.clock().mayBeSetRight(entry) && DeviceTime.isUsable(at, clock.instant()),
                        entry.recordedAt(),
                        entry.position())));
                each.nanos = System.nanoTime();
                each.changed = true;
            }
        } else {
            each.gauge.lost();
        }
    }

    private void owe(List<PendingBooking> due) {
        settling.owe(due);
        unwritten |= !due.isEmpty();
    }

    @Override
    public void idle(long position) throws SQLException, InterruptedException, DeskBusy {
        taken = Math.max(taken, position);
        long now = System.nanoTime();
        for (Heard each : all()) {
            Optional<PendingBooking> due = each.gauge.silentFor(Duration.ofNanos(now - each.nanos));
            each.changed |= due.isPresent();
            owe(due.stream().toList());
        }
        settle(List.of());
        if (taken > written && now - writtenNanos >= WRITTEN_EVERY.toNanos()) {
            // It goes along with the next group.
            write(journal::change);
        }
    }

    /** @param heard those that have heard something */
    private void settle(List<Heard> heard) throws SQLException, InterruptedException, DeskBusy {
        if (settling.owed().isEmpty()) {
            tell(heard);
            return;
        }
        tell();
        try {
            settle();
        } finally {
            tell();
        }
    }

    /** How all of them stand now. */
    void tell() {
        tell(all());
    }

    private void tell(List<Heard> news) {
        List<PendingBooking> owed = settling.owed();
        news.forEach(each -> each.tell(owed));
    }

    /** Books what is owed, after that has been written down: it is the same whenever it is booked again. */
    private void settle() throws SQLException, InterruptedException, DeskBusy {
        if (unwritten) {
            write(journal::changeNow);
            unwritten = false;
        }
        settling.settle(this::settled);
    }

    private void settled(PendingBooking due, Optional<String> objection) {
        all().stream().filter(each -> each.owes(due)).forEach(each -> each.settled(objection));
    }

    private void write(Function<StateChange, CompletionStage<Void>> how) throws InterruptedException, DeskBusy {
        List<Heard> changed = all().stream().filter(each -> each.changed).toList();
        Map<SensorField, GaugeState> states = new LinkedHashMap<>();
        changed.forEach(each -> states.put(each.gauge.source(), each.gauge.state()));
        List<PendingBooking> owed = settling.owed();
        long position = taken;
        Clerk.await(how.apply(Sql.writing(sql -> {
            for (Map.Entry<SensorField, GaugeState> each : states.entrySet()) {
                SensingTables.put(sql, each.getKey(), each.getValue());
            }
            for (PendingBooking due : owed) {
                SensingTables.put(sql, due);
            }
            SensingTables.BOOKMARK.move(sql, position);
        })));
        changed.forEach(each -> each.changed = false);
        written = position;
        writtenNanos = System.nanoTime();
    }
}
