package io.tidegate.gateway.traceability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LengthsTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    /** Minute by minute. */
    private static Duration counted(List<Gap> times, int from, int to) {
        int minutes = 0;
        for (int minute = from; minute < to; minute++) {
            Instant at = minute(minute);
            minutes += times.stream().anyMatch(each -> !at.isBefore(each.from()) && at.isBefore(each.to())) ? 1 : 0;
        }
        return Duration.ofMinutes(minutes);
    }

    @Test
    void what_lies_within_a_time_is_what_one_counts_minute_by_minute() {
        Random random = new Random(5);
        List<Gap> times = new ArrayList<>();
        for (int minute = 3; minute < 90; minute += random.nextInt(5)) {
            int length = 1 + random.nextInt(6);
            times.add(new Gap(minute(minute), minute(minute + length)));
            minute += length;
        }
        Lengths lengths = Lengths.of(times, Gap::from, Gap::to);
        assertEquals(counted(times, 0, 200), lengths.all());
        for (int from = 0; from < 100; from++) {
            for (int to = from; to < 110; to++) {
                assertEquals(counted(times, from, to), lengths.within(minute(from), minute(to)), from + "-" + to);
            }
        }
    }

    @Test
    void of_no_times_nothing_lies_within_any() {
        Lengths none = Lengths.of(List.<Gap>of(), Gap::from, Gap::to);
        assertEquals(Duration.ZERO, none.all());
        assertEquals(Duration.ZERO, none.within(minute(0), minute(9)));
    }
}
