package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What is known of an outbox beyond its count, from what the courier looks at anyway. {@link #backlog} is safe from any
 * thread; all else is the courier's thread's own.
 */
final class Overview {

    private final Outbox outbox;
    private final Pace pace;

    /** Of what was recorded before, all of the lane has gone. Guarded by itself. */
    private final Map<Lane, Instant> upTo = new EnumMap<>(Lane.class);

    private volatile long bytesEach;

    Overview(Outbox outbox, LongSupplier nanoTime) {
        this.outbox = outbox;
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
