package io.tidegate.gateway.inventory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** So many days in a row, by the site's clock, until yesterday. A day may have 23 or 25 hours. Immutable. */
public final class Days {

    private final LocalDate today;

    /** When each begins, and behind them when today does; in milliseconds since 1970. */
    private final long[] starts;

    private Days(LocalDate today, long[] starts) {
        this.today = today;
        this.starts = starts;
    }

    public static Days before(LocalDate today, int count, ZoneId zone) {
        long[] starts = new long[count + 1];
        for (int day = 0; day <= count; day++) {
            Instant start = today.minusDays(count - day).atStartOfDay(zone).toInstant();
            starts[day] = start.toEpochMilli();
        }
        return new Days(today, starts);
    }

    public LocalDate today() {
        return today;
    }

    int count() {
        return starts.length - 1;
    }

    /** @param day 0 is the first; behind the last it is today */
    long start(int day) {
        return starts[day];
    }
}
