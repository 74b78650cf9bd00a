package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Outages.Outage;
import io.tidegate.sync.Outbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When clouds were away: seen at once, on disk soon, and never at the expense of the disk. */
class AbsencesTest {

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private Journal journal;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger changes = new AtomicInteger();
    private Absences absences;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(folder, Journals.settings());
        absences = absences();
    }

    private Absences absences() {
        return new Absences(
                change -> {
                    changes.incrementAndGet();
                    return journal.change(change);
                },
                new Damage(),
                nanos::get);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private List<Outage> seen(Absences by) throws Exception {
        try (Connection reader = journal.openReader()) {
            return by.of(reader, "hq");
        }
    }

    private void onDisk() {
        journal.changeNow(_ -> {}).toCompletableFuture().join();
    }

    private void isAway(Instant from, Duration time) {
        absences.began("hq", from, "no route");
        absences.ended("hq", from.plus(time));
    }

    /** For six seconds of each, and all of it is on disk. */
    private void isAwayEachMinute(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            isAway(TEN.plusSeconds(60L * i), Duration.ofSeconds(6));
            if (i % 50 == 0) {
                nanos.addAndGet(Absences.SAVE_NANOS);
                onDisk();
            }
        }
        absences.saveAll();
        onDisk();
        absences.saveAll();
        onDisk();
    }

    @Test
    void a_lone_outage_is_on_disk_as_it_begins() throws Exception {
        absences.began("hq", TEN, "no route");
        onDisk();
        assertEquals(2, changes.get(), "with when it was first tried");
        List<Outage> fromDisk = seen(absences());
        assertEquals(List.of(Outage.since(TEN, "no route")), fromDisk);
        absences.ended("hq", TEN.plusSeconds(43));
        assertEquals(Optional.of(TEN.plusSeconds(43)), seen(absences).getFirst().ended(), "at once");
        nanos.addAndGet(Absences.SAVE_NANOS);
        absences.saveWhenDue("hq");
        onDisk();
        assertEquals(Duration.ofSeconds(43), seen(absences()).getFirst().lasted(TEN.plus(DAY)));
    }

    @Test
    void a_line_that_flaps_writes_six_times_a_minute_at_most() throws Exception {
        for (int i = 0; i < 2 * 60; i++) {
            isAway(TEN.plusMillis(500L * i), Duration.ofMillis(250));
            nanos.addAndGet(Duration.ofMillis(500).toNanos());
        }
        assertTrue(changes.get() <= 7, changes.get() + " changes in a minute");
        assertEquals(120, seen(absences).size());
        assertEquals(0.5, Outages.uptime(seen(absences), TEN, TEN.plusSeconds(60)), 0.001);
    }

    @Test
    void of_too_many_the_oldest_are_kept_as_one_and_the_uptime_stays_what_it_was() throws Exception {
        isAwayEachMinute(1_000);
        List<Outage> kept = seen(absences());
        assertEquals(Outages.KEPT_MAX, kept.size());
        assertEquals(1_000, kept.stream().mapToLong(each -> each.many().times()).sum());
        assertEquals(Duration.ofSeconds(601 * 6), kept.getLast().lasted(TEN.plus(DAY)));
        assertEquals(0.9, Outages.uptime(kept, TEN, TEN.plusSeconds(60_000)), 0.0001);
    }

    @Test
    void those_of_a_month_ago_give_way() throws Exception {
        isAway(TEN.minus(Duration.ofDays(100)), DAY);
        isAwayEachMinute(Outages.KEPT_MAX);
        assertEquals(TEN, seen(absences()).getLast().began());
    }

    @Test
    void what_was_not_on_disk_yet_is_there_after_the_end() throws Exception {
        Outbox hq = journal.outbox("hq");
        hq.away(TEN, "no route");
        hq.back(TEN.plusSeconds(3));
        hq.away(TEN.plusSeconds(5), "no route");
        journal.close();
        open();
        journal.outbox("hq").back(TEN.plusSeconds(9));
        try (Connection reader = journal.openReader()) {
            List<Outage> kept = journal.books().outages(reader, "hq");
            assertEquals(
                    List.of(TEN.plusSeconds(5), TEN),
                    kept.stream().map(Outage::began).toList());
            assertEquals(Optional.of(TEN.plusSeconds(9)), kept.getFirst().ended());
        }
    }
}
