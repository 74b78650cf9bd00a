package io.tidegate.sync;

import io.tidegate.site.Limits;
import io.tidegate.sync.Hold.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When and how much may go to a place. Used by a courier's thread only. */
final class Budget {

    /** What a line is given at once at most, so that it is not busy for minutes and then idle for as long. */
    private static final Duration BURST = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Limits limits;
    private final ZoneId zone;
    private final Outbox outbox;
    private final Times times;
    private final DefaultRoute route;

    /** Until then the line carries what it was given. */
    private long freeNanos;

    Budget(Limits limits, Outbox outbox, Times times, DefaultRoute route) {
        this.limits = limits;
        this.zone = times.clock().getZone();
        this.outbox = outbox;
        this.times = times;
        this.route = route;
        this.freeNanos = times.nanoTime().getAsLong();
    }

    /** Why what is not urgent stays now. */
    Optional<Hold> hold() {
        Instant now = times.clock().instant();
        ZonedDateTime here = now.atZone(zone);
        if (limits.hours().isPresent() && !limits.hours().get().hold(here.toLocalTime())) {
            return Optional.of(new Hold(Why.HOURS, limits.hours().get().next(now, zone)));
        }
        if (!limits.metered().isEmpty()
                && route.networkInterface().filter(limits.metered()::contains).isPresent()) {
            return Optional.of(new Hold(Why.METERED, now.plus(LOOK_AGAIN)));
        }
        LocalDate today = here.toLocalDate();
        LocalDate month = today.withDayOfMonth(1);
        if (isUsed(limits.perMonth(), month, today)) {
            return Optional.of(new Hold(Why.MONTH, begins(month.plusMonths(1))));
        }
        return isUsed(limits.perDay(), today, today)
                ? Optional.of(new Hold(Why.DAY, begins(today.plusDays(1))))
                : Optional.empty();
    }

    private boolean isUsed(Optional<Long> most, LocalDate since, LocalDate today) {
        return most.isPresent() && outbox.sentBetween(since, today) >= most.get();
    }

    private Instant begins(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Whether what is urgent goes all the same. */
    boolean urgentGoes() {
        return limits.urgent();
    }

    /** How long the line is still busy with what it was given; not positive where it may be given more. */
    Duration busy() {
        return Duration.ofNanos(freeNanos - times.nanoTime().getAsLong());
    }

    /** Bytes of a batch at most. */
    long batchBytes(long most) {
        return limits.perSecond()
                .map(rate -> Math.min(most, rate * BURST.toSeconds()))
                .orElse(most);
    }

    /** So much was sent. */
    void sent(long bytes) {
        long now = times.nanoTime().getAsLong();
        long carrying = limits.perSecond()
                .map(rate ->
                        (long) ((double) bytes / rate * Duration.ofSeconds(1).toNanos()))
                .orElse(0L);
        long apart = limits.requestsPerMinute()
                .map(requests -> Duration.ofMinutes(1).toNanos() / requests)
                .orElse(0L);
        freeNanos = Math.max(now, freeNanos) + Math.max(carrying, apart);
        if (limits.perDay().isPresent() || limits.perMonth().isPresent()) {
            outbox.sent(LocalDate.ofInstant(times.clock().instant(), zone), bytes);
        }
    }
}
