package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.GatewaySettings.ClockRule;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box without a battery clock: what it records before a time server answers, and how that is read afterwards. */
class ClockSetLaterTest {

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private PretendedMachine machine;

    @BeforeEach
    void boot() throws Exception {
        machine = new PretendedMachine(folder.resolve("machine"));
        machine.boot(Instant.EPOCH);
    }

    private Journal open() {
        return machine.open(folder);
    }

    private static Observation reading(Instant at) {
        return new Observation.Reading(new DeviceId("fridge"), at, Map.of("n", Value.of(1)));
    }

    /** Observed a second before it is committed. */
    private void record(Journal journal) throws Exception {
        journal.record(List.of(reading(machine.now().minusSeconds(1))));
    }

    /** The time server answers; from then on it is that moment. Returns when the journal knows. */
    private void synchronise(Journal journal, Instant right) throws Exception {
        machine.synchronise(right);
        Awaiting.until(
                "it is known",
                () -> !journal.clock().mayBeSetRight(entries(journal).getLast()));
    }

    private static long ask(Journal journal, String sql) throws Exception {
        try (Connection reader = journal.openReader()) {
            return Schema.number(reader, sql);
        }
    }

    private static List<Entry> entries(Journal journal) throws Exception {
        try (Connection reader = journal.openReader()) {
            return journal.entriesAfter(reader, 0, 100_000);
        }
    }

    private static List<Instant> recorded(List<Entry> entries) {
        return entries.stream().map(Entry::recordedAt).toList();
    }

    private static List<Instant> observed(List<Entry> entries) {
        return entries.stream().map(entry -> entry.observation().at()).toList();
    }

    @Test
    void what_was_recorded_before_is_read_with_its_right_time() throws Exception {
        try (Journal journal = open()) {
            Outbox outbox = journal.outbox("hq");
            record(journal);
            machine.pass(MINUTE);
            record(journal);
            assertEquals(
                    List.of(Instant.EPOCH, Instant.EPOCH.plus(MINUTE)),
                    recorded(outbox.peek(Lane.FRESH, 10, Long.MAX_VALUE)),
                    "as the clock showed");
            machine.pass(MINUTE);
            synchronise(journal, TEN);
            record(journal);
            List<Instant> right = List.of(TEN.minus(MINUTE.multipliedBy(2)), TEN.minus(MINUTE), machine.now());
            assertEquals(
                    right,
                    recorded(outbox.peek(Lane.FRESH, 10, Long.MAX_VALUE)),
                    "for a courier that had seen the block already");
            assertEquals(right, recorded(entries(journal)), "for the API");
            assertEquals(right.stream().map(at -> at.minusSeconds(1)).toList(), observed(entries(journal)));
            try (Connection reader = journal.openReader()) {
                List<Entry> found = new ArrayList<>();
                assertTrue(journal.scan().between(reader, TEN.minus(MINUTE.multipliedBy(3)), TEN, 10, found::add));
                assertEquals(right.subList(0, 2), recorded(found), "for charts");
                assertTrue(journal.scan().between(reader, Instant.EPOCH, TEN.minus(Duration.ofDays(1)), 10, _ -> {
                    throw new AssertionError("nothing was in 1970");
                }));
            }
        }
    }

    @Test
    void a_courier_in_the_middle_of_a_block_reads_on_with_right_times() throws Exception {
        try (Journal journal = open()) {
            Outbox outbox = journal.outbox("hq");
            journal.record(List.of(reading(machine.now()), reading(machine.now())));
            outbox.done(
                    Lane.FRESH,
                    outbox.peek(Lane.FRESH, 1, Long.MAX_VALUE).getLast().position(),
                    List.of());
            assertEquals(List.of(Instant.EPOCH), recorded(outbox.peek(Lane.FRESH, 10, Long.MAX_VALUE)));
            machine.pass(MINUTE);
            synchronise(journal, TEN);
            assertEquals(List.of(TEN.minus(MINUTE)), recorded(outbox.peek(Lane.FRESH, 10, Long.MAX_VALUE)));
        }
    }

    @Test
    void a_time_that_the_device_told_stays() throws Exception {
        Instant told = TEN.minus(Duration.ofMinutes(7));
        try (Journal journal = open()) {
            journal.record(List.of(reading(told), reading(machine.now())));
            machine.pass(MINUTE);
            synchronise(journal, TEN);
            assertEquals(List.of(told, TEN.minus(MINUTE)), observed(entries(journal)));
        }
    }

    @Test
    void a_group_during_which_the_clock_was_set_holds_no_time_of_1970() throws Exception {
        try (Journal journal = open()) {
            Instant seen = machine.now();
            machine.set(TEN);
            journal.record(List.of(reading(seen)));
            machine.pass(MINUTE);
            synchronise(journal, TEN.plus(MINUTE).plusMillis(1));
            assertEquals(List.of(TEN.plusMillis(1)), observed(entries(journal)));
        }
    }

    @Test
    void the_program_may_be_restarted_within_the_boot() throws Exception {
        try (Journal journal = open()) {
            record(journal);
            machine.pass(MINUTE);
        }
        try (Journal journal = open()) {
            record(journal);
            machine.pass(MINUTE);
            synchronise(journal, TEN);
            record(journal);
        }
        List<Instant> right =
                List.of(TEN.minus(MINUTE.multipliedBy(2)), TEN.minus(MINUTE), TEN.plus(Duration.ofSeconds(15)));
        try (Journal journal = open()) {
            assertEquals(right, recorded(entries(journal)));
            assertFalse(journal.clock().mayBeSetRight(entries(journal).getFirst()));
        }
    }

    @Test
    void of_another_boot_nothing_is_known() throws Exception {
        try (Journal journal = open()) {
            record(journal);
            assertTrue(journal.clock().mayBeSetRight(entries(journal).getFirst()));
        }
        machine.boot(Instant.EPOCH);
        try (Journal journal = open()) {
            assertFalse(journal.clock().mayBeSetRight(entries(journal).getFirst()), "it was switched off meanwhile");
            record(journal);
            machine.pass(MINUTE);
            synchronise(journal, TEN);
            assertEquals(List.of(Instant.EPOCH, TEN.minus(MINUTE)), recorded(entries(journal)));
        }
    }

    /** Holds what it is given, and sums up by time. */
    private static Counting patient() {
        return new Counting(Duration.ZERO) {
            @Override
            public boolean needsSettledTimes() {
                return true;
            }
        };
    }

    @Test
    void what_sums_up_by_time_waits_for_the_clock() throws Exception {
        try (Journal journal = open()) {
            journal.project(patient());
            record(journal);
            record(journal);
            assertEquals(0, ask(journal, Counting.NOTED));
            synchronise(journal, TEN);
            Awaiting.until("it goes on", () -> ask(journal, Counting.NOTED) == 2);
            record(journal);
            assertEquals(3, ask(journal, Counting.NOTED));
            assertEquals(0, ask(journal, Counting.TWICE));
        }
    }

    @Test
    void it_waits_across_a_restart_but_ten_minutes_at_most() throws Exception {
        try (Journal journal = open()) {
            journal.project(patient());
            record(journal);
        }
        machine.pass(Unsettled.HELD_MAX.minusSeconds(1));
        try (Journal journal = open()) {
            journal.project(patient());
            record(journal);
            assertEquals(0, ask(journal, Counting.NOTED));
            machine.pass(Duration.ofSeconds(1));
            Awaiting.until("it goes on", () -> ask(journal, Counting.NOTED) == 2);
        }
    }

    @Test
    void it_does_not_wait_with_more_than_charts_can_read() throws Exception {
        try (Journal journal = open()) {
            journal.project(patient());
            journal.record(IntStream.range(0, Unsettled.HELD_ENTRIES_MAX)
                    .mapToObj(_ -> reading(machine.now()))
                    .toList());
            assertEquals(0, ask(journal, Counting.NOTED));
            record(journal);
            Awaiting.until("it goes on", () -> ask(journal, Counting.NOTED) == Unsettled.HELD_ENTRIES_MAX + 1);
        }
    }

    @Test
    void where_the_site_wants_it_an_entry_says_that_nobody_had_set_the_clock_until_its_time_is_set_right()
            throws Exception {
        GatewaySettings usual = Journals.settings();
        GatewaySettings marking =
                new GatewaySettings(usual.id(), usual.data(), usual.commitWindow(), usual.retention(), ClockRule.MARK);
        machine.boot(TEN);
        try (Journal journal = machine.open(folder.resolve("marking"), marking)) {
            record(journal);
            assertFalse(entries(journal).getFirst().timed());
            assertTrue(journal.clock().isAwaited(entries(journal).getFirst()));
            synchronise(journal, TEN.plus(MINUTE));
            record(journal);
            assertEquals(
                    List.of(true, true),
                    entries(journal).stream().map(Entry::timed).toList());
            assertFalse(journal.clock().isAwaited(entries(journal).getLast()));
        }
    }
}
