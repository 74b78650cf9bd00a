package io.tidegate.sync;

import io.tidegate.observation.Entry;
import io.tidegate.site.SinkConfig.BatchLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What is known of an outbox beyond its count, from what the courier looks at anyway, and where it may deliver nothing from a look
 * now and then. {@link #backlog} is safe from any thread; all else is the courier's thread's own.
 */
final class Overview {

    /** Whoever waits for the night is not looked at with each entry that comes. */
    private static final long LOOK_NANOS = Duration.ofMinutes(1).toNanos();

    private final Outbox outbox;
    private final LongSupplier nanoTime;
    private final Pace pace;
    private long lookedAt;

    /** Of what was recorded before, all of the lane has gone. Guarded by itself. */
    private final Map<Lane, Instant> upTo = new EnumMap<>(Lane.class);

    private volatile long bytesEach;

    Overview(Outbox outbox, LongSupplier nanoTime) {
        this.outbox = outbox;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong() - LOOK_NANOS;
        this.pace = new Pace(nanoTime);
    }

    /** These come next in their lane. */
    void saw(Offer offer) {
        pace.saw(outbox.backlog());
        if (offer.isEmpty() || offer.again()) {
            return;
        }
        List<Entry> entries = offer.entries();
        reached(offer.lane(), entries.getFirst());
        bytesEach = offer.bytes() / entries.size();
    }

    /** Looks at what comes next, though it may not go now. */
    void look(BatchLimits batch) {
        if (nanoTime.getAsLong() - lookedAt < LOOK_NANOS) {
            return;
        }
        lookedAt = nanoTime.getAsLong();
        List<Entry> next = outbox.peek(Lane.FRESH, batch.entries(), batch.bytes());
        if (!next.isEmpty()) {
            reached(Lane.FRESH, next.getFirst());
            bytesEach = next.stream().mapToLong(EntrySize::of).sum() / next.size();
        }
    }

    /** The first so many have gone. */
    void settled(Offer offer, int count) {
        if (!offer.again()) {
            reached(offer.lane(), offer.entries().get(count - 1));
        }
    }

    private void reached(Lane lane, Entry entry) {
        synchronized (upTo) {
            upTo.put(lane, entry.recordedAt());
        }
    }

    Backlog backlog() {
        long owed = outbox.owed();
        long entries = outbox.backlog();
        return entries == 0
                ? Backlog.NONE
                : new Backlog(
                        entries,
                        Math.min(owed, entries),
                        entries * bytesEach,
                        upTo(owed > 0 ? Lane.OWED : Lane.FRESH),
                        pace.until(entries));
    }

    private Optional<Instant> upTo(Lane lane) {
        synchronized (upTo) {
            return Optional.ofNullable(upTo.get(lane));
        }
    }
}
