package io.tidegate.gateway.sensing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.sensing.GaugeStanding.Bookings;
import io.tidegate.observation.Amount;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Origin;
import io.tidegate.site.SensorField;
import io.tidegate.site.StockCounter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two counters of one press, and what of theirs waits for the disk. */
class HeardTest {

    private static final LineIds IDS = new LineIds(new Origin("shop", "gw-1"));

    private final Heard strokes = new Heard(counter("press", "strokes"));
    private final Heard fine = new Heard(counter("press", "x:strokes"));

    private static PartCounter counter(String device, String field) {
        StockCounter press = new StockCounter(
                new SensorField(new DeviceId(device), field),
                "bracket",
                new Amount(BigDecimal.ONE, "each"),
                "store",
                "line",
                List.of(),
                Duration.ofMinutes(1),
                100);
        return new PartCounter(press, IDS, StockCounter::recipe);
    }

    private static PendingBooking made(Heard by) throws Exception {
        for (int second = 0; second < 2; second++) {
            Instant at = Instant.parse("2026-11-23T12:00:00Z").plusSeconds(second);
            by.gauge.take(new Measurement(BigDecimal.valueOf(10 + second), at, true, at, second));
        }
        return by.gauge.silentFor(Duration.ofMinutes(1)).orElseThrow();
    }

    @Test
    void each_tells_what_of_its_own_waits_for_the_disk() throws Exception {
        List<PendingBooking> owed = List.of(made(strokes));
        strokes.tell(owed);
        fine.tell(owed);
        assertEquals(new Bookings(1, 0, Optional.empty()), strokes.standing().bookings());
        assertEquals(Bookings.NONE, fine.standing().bookings());
    }

    @Test
    void the_same_field_of_another_device_is_another() throws Exception {
        Heard saw = new Heard(counter("saw", "strokes"));
        saw.tell(List.of(made(strokes)));
        assertEquals(Bookings.NONE, saw.standing().bookings());
    }

    @Test
    void what_was_parked_stays_told_and_the_reason_until_something_is_booked() {
        strokes.settled(Optional.of("kg"));
        strokes.settled(Optional.of("no such place"));
        strokes.tell(List.of());
        assertEquals(
                new Bookings(0, 2, Optional.of("no such place")),
                strokes.standing().bookings());
        strokes.settled(Optional.empty());
        strokes.tell(List.of());
        assertEquals(new Bookings(0, 2, Optional.empty()), strokes.standing().bookings());
    }
}
