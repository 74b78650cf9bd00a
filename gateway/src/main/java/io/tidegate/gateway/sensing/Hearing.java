package io.tidegate.gateway.sensing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.inventory.Desk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.StateChange;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.DeviceTime;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Members;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Value;
import io.tidegate.site.SensorField;
import io.tidegate.site.StockCounter;
import io.tidegate.site.StockScale;
import io.tidegate.site.StockSettings;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Lets each gauge hear its readings, and books what it makes of them. Used by the gauger's thread.
 *
 * <pre>
 * reading on disk ──▶ gauge ──▶ what it knows, and owes, on disk ──▶ lines on disk ──▶ no longer owed
 * </pre>
 */
final class Hearing implements Clerk.Work {

    /** What the gauges know is written down so often while they owe nothing: a start reads on from there. */
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    /** Names what is parked. */
    private static final String PARKED = "stock";

    private static final class Heard {
        final Gauge gauge;
        final long after;
        long nanos;
        boolean changed;

        /** @param after this position its readings count */
        Heard(Gauge gauge, long after, long nanos) {
            this.gauge = gauge;
            this.after = after;
            this.nanos = nanos;
        }
    }

    private final Journal journal;
    private final Desk desk;
    private final Books books;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final LineIds ids;
    private final Map<DeviceId, List<Heard>> gauges = new HashMap<>();
    private final Deque<Due> owed = new ArrayDeque<>();
    private boolean unwritten;
    private long taken;
    private long written;
    private long writtenNanos;

    /** @param nanoTime by which silence is measured */
    Hearing(Journal journal, Inventory inventory, LineIds ids, InstantSource clock, LongSupplier nanoTime) {
        this.journal = journal;
        this.desk = inventory.desk();
        this.books = inventory.books();
        this.ids = ids;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.writtenNanos = nanoTime.getAsLong();
    }

    /** All of them go on as they were. Before the first entry. */
    void resume(Sql sql, StockSettings stock) throws SQLException {
        for (StockScale scale : stock.scales()) {
            resume(sql, new ShelfScale(scale, ids));
        }
        for (StockCounter counter : stock.counters()) {
            resume(sql, new PartCounter(counter, ids, this::recipe, this::park));
        }
        owed.addAll(SensingTables.due(sql));
        taken = SensingTables.cursor(sql);
        written = taken;
    }

    /** That of the catalogue, unless the site file has another. */
    private List<StockCounter.Ingredient> recipe(StockCounter counter) throws SQLException {
        return counter.recipe().isEmpty() ? books.ingredients(counter.item(), counter.amount()) : counter.recipe();
    }

    private void resume(Sql sql, Gauge gauge) throws SQLException {
        gauge.resume(SensingTables.gauge(sql, gauge.source()));
        gauges.computeIfAbsent(gauge.source().device(), _ -> new ArrayList<>())
                .add(new Heard(gauge, SensingTables.hearsAfter(sql, gauge.source()), nanoTime.getAsLong()));
    }

    /** There is no gauge, and nothing is left to book. */
    boolean isIdle() {
        return gauges.isEmpty() && owed.isEmpty();
    }

    long taken() {
        return taken;
    }

    @Override
    public boolean concerns(Observation observation) {
        return observation instanceof Observation.Reading && gauges.containsKey(observation.device());
    }

    @Override
    public void take(Entry entry) throws SQLException, InterruptedException, DeskBusy {
        // Where booking has failed, the same entry comes again; heard is it once.
        if (entry.position() > taken) {
            hear(entry, (Observation.Reading) entry.observation());
            taken = entry.position();
        }
        settle();
    }

    private void hear(Entry entry, Observation.Reading seen) throws SQLException {
        for (Heard each : gauges.getOrDefault(seen.device(), List.of())) {
            if (entry.position() > each.after
                    && seen.fields().get(each.gauge.source().field()) instanceof Value.Numeric(double value)) {
                boolean timeKnown = !journal.mayBeSetRight(entry) && DeviceTime.isUsable(seen.at(), clock.instant());
                owe(each.gauge.take(new Reading(
                        BigDecimal.valueOf(value).stripTrailingZeros(), seen.at(), timeKnown, entry.position())));
                each.nanos = nanoTime.getAsLong();
                each.changed = true;
            }
        }
    }

    private void owe(Optional<Due> due) {
        due.ifPresent(owed::add);
        unwritten |= due.isPresent();
    }

    @Override
    public void idle(long position) throws SQLException, InterruptedException, DeskBusy {
        taken = Math.max(taken, position);
        long now = nanoTime.getAsLong();
        for (List<Heard> ofDevice : gauges.values()) {
            for (Heard each : ofDevice) {
                Optional<Due> due = each.gauge.silentFor(Duration.ofNanos(now - each.nanos));
                each.changed |= due.isPresent();
                owe(due);
            }
        }
        settle();
        if (taken > written && now - writtenNanos >= WRITTEN_EVERY.toNanos()) {
            // It goes along with the next group.
            write(journal::change);
        }
    }

    /** Books what is owed, after that has been written down: it is the same whenever it is booked again. */
    private void settle() throws SQLException, InterruptedException, DeskBusy {
        if (unwritten) {
            write(journal::changeNow);
            unwritten = false;
        }
        while (!owed.isEmpty()) {
            Due due = owed.getFirst();
            List<Members> lines = due.lines().stream().map(Members::ofTexts).toList();
            Optional<String> objection =
                    desk.bookNow(lines, Cause.of(Cause.Source.SENSOR).after(due.ref()));
            objection.ifPresent(why -> park(due.id(), due.lines().toString(), why));
            journal.change(Sql.writing(sql -> SensingTables.remove(sql, due)));
            owed.removeFirst();
        }
    }

    private void write(Function<StateChange, CompletionStage<Void>> how) throws InterruptedException, DeskBusy {
        List<Heard> changed = gauges.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.changed)
                .toList();
        Map<SensorField, GaugeState> states = new LinkedHashMap<>();
        changed.forEach(each -> states.put(each.gauge.source(), each.gauge.state()));
        List<Due> owes = List.copyOf(owed);
        long position = taken;
        Clerk.await(how.apply(Sql.writing(sql -> {
            for (Map.Entry<SensorField, GaugeState> each : states.entrySet()) {
                SensingTables.put(sql, each.getKey(), each.getValue());
            }
            for (Due due : owes) {
                SensingTables.put(sql, due);
            }
            SensingTables.moveCursor(sql, position);
        })));
        changed.forEach(each -> each.changed = false);
        written = position;
        writtenNanos = nanoTime.getAsLong();
    }

    private void park(StockCounter counter, Reading before, Reading now) {
        park(counter.source().toString(), now.value().toPlainString(), implausible(before, now));
    }

    private static String implausible(Reading before, Reading now) {
        return "From " + before.value().toPlainString() + " to "
                + now.value().toPlainString()
                + " no machine counts so soon, so nothing is booked. Look at the counter, and book by hand what was made;"
                + " or set 'perMinuteMax'.";
    }

    private void park(String address, String payload, String reason) {
        Logger.warn("What {} says is not booked: {}", address, reason);
        Parked parked = new Parked(PARKED, clock.instant(), address, payload.getBytes(UTF_8), reason);
        if (journal.trySubmit(new Batch(List.of(), List.of(parked))).isEmpty()) {
            Logger.warn("Nor can it be parked, since too much waits for the disk: {}", payload);
        }
    }
}
