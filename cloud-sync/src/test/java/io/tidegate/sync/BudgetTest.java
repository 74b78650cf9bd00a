package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Observation;
import io.tidegate.observation.StockJsonTest;
import io.tidegate.site.Limits;
import io.tidegate.site.Limits.Hours;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.sync.Courier.Duty;
import io.tidegate.sync.Courier.Next;
import io.tidegate.sync.Hold.Why;
import io.tidegate.testing.HandClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When and how much may go to a place. */
class BudgetTest {

    private final HandClock clock = new HandClock();
    private final Times times = new Times(clock, clock::nanoTime, new Random(1));
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final HandSink sink = new HandSink();

    private Courier courier(Limits limits) {
        Duty duty = new Duty("hq", "hand", "hand://here", new BatchLimits(10, 4096), false, limits, Duration.ZERO);
        return Courier.stepwise(duty, sink, outbox, times);
    }

    private static Limits hours(String from, String to) {
        return new Limits(
                Optional.of(new Hours(LocalTime.parse(from), LocalTime.parse(to))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                true);
    }

    private static Limits volume(long perSecond, long perDay, long perMonth) {
        return new Limits(
                Optional.empty(),
                Optional.of(perSecond).filter(bytes -> bytes > 0),
                Optional.of(perDay).filter(bytes -> bytes > 0),
                Optional.of(perMonth).filter(bytes -> bytes > 0),
                Optional.empty(),
                List.of(),
                true);
    }

    private static Observation item() {
        return StockJsonTest.samples().stream()
                .filter(CatalogueItem.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void outside_its_hours_only_what_is_urgent_goes_and_the_rest_follows_when_they_begin() throws Exception {
        // It is ten.
        Courier courier = courier(hours("22:00", "06:00"));
        outbox.withReadings(5, "fridge-1").with(item()).withReadings(5, "fridge-1");
        courier.step();
        assertEquals(List.of(List.of(6L)), sink.positions());
        Next.WhenThereIsMore wait = assertInstanceOf(Next.WhenThereIsMore.class, courier.step());
        assertEquals(Lane.URGENT, wait.lane(), "readings must not wake it");
        Hold hold = new Hold(Why.HOURS, Instant.parse("2026-11-23T22:00:00Z"));
        assertEquals(new SinkStatus.Held(hold), courier.status().state());
        clock.pass(Duration.ofHours(12));
        while (courier.status().backlog().entries() > 0) {
            clock.pass(Duration.ofSeconds(1));
            courier.step();
        }
        assertEquals(11, sink.positions().stream().mapToInt(List::size).sum(), "each once");
    }

    @Test
    void who_waits_for_its_hours_is_known_to_wait_with_so_many_bytes_and_since_when() throws Exception {
        Courier courier = courier(hours("22:00", "06:00"));
        outbox.withReadings(30, "fridge-1");
        courier.step();
        Backlog backlog = courier.status().backlog();
        assertEquals(30, backlog.entries());
        assertTrue(backlog.bytes() > 30 * 50, backlog::toString);
        assertEquals(Optional.of(InMemoryOutbox.START), backlog.upTo());
        assertEquals(List.of(), sink.batches);
    }

    @Test
    void hours_may_go_over_midnight_and_begin_again_the_next_day() {
        Hours night = new Hours(LocalTime.of(22, 0), LocalTime.of(6, 0));
        Hours noon = new Hours(LocalTime.of(12, 0), LocalTime.of(13, 0));
        assertEquals(
                List.of(true, true, false, false),
                List.of(
                        night.hold(LocalTime.of(23, 0)),
                        night.hold(LocalTime.of(5, 59)),
                        night.hold(LocalTime.of(6, 0)),
                        noon.hold(LocalTime.of(13, 0))));
        Instant afternoon = Instant.parse("2026-11-23T15:00:00Z");
        assertEquals(Instant.parse("2026-11-24T12:00:00Z"), noon.next(afternoon, ZoneOffset.UTC));
    }

    @Test
    void a_days_volume_ends_what_is_not_urgent_until_midnight() throws Exception {
        Courier courier = courier(volume(0, 3_000, 0));
        outbox.withReadings(100, "fridge-1");
        while (!(courier.status().state() instanceof SinkStatus.Held)) {
            clock.pass(Duration.ofSeconds(1));
            courier.step();
        }
        long sent = outbox.sentBetween(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 23));
        assertEquals(2, sink.batches.size(), "1,900 bytes each: " + sent);
        Hold hold = new Hold(Why.DAY, Instant.parse("2026-11-24T00:00:00Z"));
        assertEquals(new SinkStatus.Held(hold), courier.status().state());
        clock.pass(Duration.ofHours(14));
        courier.step();
        assertEquals(3, sink.batches.size());
    }

    @Test
    void a_line_is_given_no_more_than_it_may_carry() throws Exception {
        Courier courier = courier(volume(1024, 0, 0));
        outbox.withReadings(200, "fridge-1");
        Instant began = clock.instant();
        while (courier.status().backlog().entries() > 0) {
            if (courier.step() instanceof Next.After(Duration pause)) {
                clock.pass(pause);
            }
        }
        long bytes = outbox.entries().stream().mapToLong(EntrySize::of).sum();
        long seconds = Duration.between(began, clock.instant()).toSeconds();
        // The first goes at once, and nobody waits behind the last.
        assertEquals((double) bytes / 1024, seconds, 4);
    }

    @Test
    void a_metered_line_carries_only_what_is_urgent(@TempDir Path net) throws Exception {
        String head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";
        String lte = "wwan0\t00000000\t0101A8C0\t0003\t0\t0\t700\t00000000\t0\t0\t0\n";
        String cable = "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n";
        Files.writeString(net.resolve("route"), head + lte);
        Limits limits = new Limits(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("wwan0"),
                true);
        Budget budget = new Budget(limits, outbox, times, new DefaultRoute(net, clock::nanoTime));
        assertEquals(Optional.of(Why.METERED), budget.hold().map(Hold::why));
        Files.writeString(net.resolve("route"), head + cable + lte);
        clock.pass(Duration.ofSeconds(10));
        assertEquals(Optional.empty(), budget.hold());
    }
}
