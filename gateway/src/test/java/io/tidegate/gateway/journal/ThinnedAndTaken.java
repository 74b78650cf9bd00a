package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.stamp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.GatewaySettings.Quota;
import io.tidegate.site.Selection;
import io.tidegate.sync.Lane;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is thinned, a cloud that takes entries of it, and what that has then. A crash loses what was not saved. */
abstract class ThinnedAndTaken {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    static final int BLOCKS = 100;
    static final int TOGETHER = 7;

    @TempDir
    Path folder;

    /** What a cloud has, which drops what has an id that it knows. */
    final Set<Long> ids = new HashSet<>();

    long readings;
    int repeats;
    long nanos;
    Store store;
    Cursors cursors;
    JournalOutbox.Shared shared;
    JournalOutbox hq;

    @BeforeEach
    void open() throws SQLException {
        store = new Store(folder.resolve("journal.db"), new CommitFigures());
        cursors = new Cursors(store.damage());
        cursors.load(store.connection(), store.last());
        Rejections rejections = new Rejections(this::change, InstantSource.system(), store.damage());
        shared = JournalOutbox.Shared.of(store, cursors, rejections, this::change);
        hq = new JournalOutbox("hq", Selection.ALL, folder.resolve("journal.db"), shared).begin(1);
    }

    @AfterEach
    void close() throws SQLException {
        hq.close();
        store.close();
    }

    void crash() throws SQLException {
        close();
        open();
    }

    CompletionStage<Void> change(StateChange change) {
        try {
            change.apply(store.connection());
            store.commit();
            return CompletableFuture.completedFuture(null);
        } catch (SQLException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    void record(Instant at, List<Observation> seen) throws Exception {
        store.commit(new Group(List.of(Waiting.of(new Batch(seen, List.of())))), stamp(at, true), List.of());
        shared.progress().advance(store.last());
    }

    static Observation reading(Instant at) {
        return new Observation.Reading(new DeviceId("fridge"), at, Map.of("temperature", Value.of(4.0)));
    }

    static Observation fault(Instant at) {
        return new Observation.Fault(new DeviceId("oven"), at, "no answer since " + at);
    }

    /** All within ten seconds of one minute. */
    void readAFridge() throws Exception {
        for (int i = 0; i < BLOCKS; i++) {
            List<Observation> seen = new ArrayList<>();
            for (int n = 0; n < TOGETHER; n++) {
                seen.add(reading(YESTERDAY.plusMillis(100L * i + n)));
            }
            record(YESTERDAY.plusMillis(100L * i), seen);
        }
        record(NOW, List.of(reading(NOW)));
    }

    void failEachSecond() throws Exception {
        for (int i = 0; i < BLOCKS; i++) {
            Instant at = YESTERDAY.plusSeconds(i);
            record(at, List.of(reading(at), fault(at)));
        }
        record(NOW, List.of(reading(NOW)));
    }

    void retain(Quota readings, Quota events) throws SQLException {
        retain(retention(readings, events));
    }

    Retention retention(Quota readings, Quota events) {
        return new Retention(
                new GatewaySettings.Retention(Duration.ofDays(30), Long.MAX_VALUE, readings, events),
                store.damage(),
                () -> nanos);
    }

    void retain(Retention retention) throws SQLException {
        nanos += Duration.ofMinutes(1).toNanos();
        while (retention.step(store, cursors, stamp(NOW, true))) {
            nanos++;
        }
    }

    static Quota anHour() {
        return new Quota(Optional.of(Duration.ofHours(1)), Optional.empty());
    }

    static Quota bytes(long most) {
        return new Quota(Optional.empty(), Optional.of(most));
    }

    void take(List<Entry> batch) {
        for (Entry entry : batch) {
            if (!ids.add(entry.position())) {
                repeats++;
            } else if (entry.observation() instanceof Summary summary) {
                readings += summary.readings();
            } else if (entry.observation() instanceof Observation.Reading) {
                readings++;
            }
        }
    }

    int deliver(Lane lane, int most) {
        List<Entry> batch = lane == Lane.OWED && hq.owed() == 0 ? List.of() : hq.peek(lane, most, Long.MAX_VALUE);
        take(batch);
        if (!batch.isEmpty()) {
            hq.done(lane, batch.getLast().position(), List.of());
        }
        return batch.size();
    }

    void deliverAll() {
        while (deliver(Lane.STATE, 10) + deliver(Lane.OWED, 10) + deliver(Lane.FRESH, 10) > 0) {
            // There may be more.
        }
    }

    /** Of those that {@link #readAFridge} recorded, when it has had all that there is. */
    void assertHasEachReadingOnce() {
        deliverAll();
        assertEquals(BLOCKS * TOGETHER + 1, readings);
    }

    Account account() {
        return shared.standing("hq").account(store.last(), store.thinned());
    }
}
