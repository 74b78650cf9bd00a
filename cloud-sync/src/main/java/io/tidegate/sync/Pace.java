package io.tidegate.sync;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How fast a backlog becomes less: what is delivered in a while, without what is recorded in it. Safe from any thread. */
final class Pace {

    /** What was longer ago says nothing of now: a line becomes slower and faster. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private record Seen(long nanos, long entries) {}

    private final LongSupplier nanoTime;

    /** At most one for each {@link #BETWEEN} of the window. */
    private final Deque<Seen> seen = new ArrayDeque<>();

    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** So many wait now. */
    synchronized void saw(long entries) {
        long now = nanoTime.getAsLong();
        forget(now);
        if (seen.isEmpty() || now - seen.getLast().nanos >= BETWEEN.toNanos()) {
            seen.add(new Seen(now, entries));
        }
    }

    /** When none of so many is left; empty where they do not become fewer, or nobody has looked for long enough. */
    synchronized Optional<Duration> until(long entries) {
        long now = nanoTime.getAsLong();
        forget(now);
        if (seen.isEmpty() || now - seen.getFirst().nanos < BETWEEN.toNanos()) {
            return Optional.empty();
        }
        double lessPerNano = (seen.getFirst().entries - entries) / (double) (now - seen.getFirst().nanos);
        return lessPerNano > 0 ? Optional.of(Duration.ofNanos((long) (entries / lessPerNano))) : Optional.empty();
    }

    private void forget(long now) {
        while (!seen.isEmpty() && now - seen.getFirst().nanos > WINDOW.toNanos()) {
            seen.removeFirst();
        }
    }
}
