package io.tidegate.gateway;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of a sink that is being tried: nothing is in it, so that no entry goes to a place that may not be meant, and the
 * journal does not know of it. Once released it is the journal's. Used by its sink's thread, but for {@link #release} and {@link
 * #wake}.
 */
final class HeldOutbox implements Outbox {

    /** Of what is to be told of the place's outages later: more do not happen while it is tried. */
    private static final int NOTES_MAX = 100;

    private final Supplier<Outbox> opening;
    private final Semaphore called = new Semaphore(0);
    private final List<Consumer<Outbox>> notes = new ArrayList<>();
    private volatile @Nullable Outbox journal;

    HeldOutbox(Supplier<Outbox> opening) {
        this.opening = opening;
    }

    /** From now on the sink gets what is there for it. */
    synchronized void release() {
        Outbox open = opening.get();
        notes.forEach(each -> each.accept(open));
        journal = open;
        called.release();
    }

    private synchronized void note(Consumer<Outbox> note) {
        Outbox open = journal;
        if (open != null) {
            note.accept(open);
        } else if (notes.size() < NOTES_MAX) {
            notes.add(note);
        }
    }

    /** What would move a cursor is told of entries, and there were none. */
    private Outbox released() {
        Outbox open = journal;
        if (open == null) {
            throw new IllegalStateException("nothing was given to this sink yet");
        }
        return open;
    }

    @Override
    public List<Entry> peek(Lane lane, int entries, long bytes) {
        Outbox open = journal;
        return open == null ? List.of() : open.peek(lane, entries, bytes);
    }

    @Override
    public boolean isCut() {
        Outbox open = journal;
        return open != null && open.isCut();
    }

    @Override
    public void done(Lane lane, long upTo, List<Rejected> rejected) {
        released().done(lane, upTo, rejected);
    }

    @Override
    public boolean leap() {
        return released().leap();
    }

    @Override
    public long owed() {
        Outbox open = journal;
        return open == null ? 0 : open.owed();
    }

    @Override
    public List<Entry> peekAgain(int entries, long bytes) {
        Outbox open = journal;
        return open == null ? List.of() : open.peekAgain(entries, bytes);
    }

    @Override
    public void doneAgain(List<Long> taken, List<Rejected> refused) {
        released().doneAgain(taken, refused);
    }

    @Override
    public void away(Instant since, String reason) {
        note(open -> open.away(since, reason));
    }

    @Override
    public void back(Instant since) {
        note(open -> open.back(since));
    }

    @Override
    public boolean hasTaken(String place) {
        Outbox open = journal;
        return open != null && open.hasTaken(place);
    }

    @Override
    public void rememberTaken(String place) {
        released().rememberTaken(place);
    }

    @Override
    public boolean await(Lane lane, Duration atMost) throws InterruptedException {
        Outbox open = journal;
        if (open != null) {
            return open.await(lane, atMost);
        }
        var _ = called.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        return false;
    }

    @Override
    public long sentBetween(LocalDate first, LocalDate last) {
        Outbox open = journal;
        return open == null ? 0 : open.sentBetween(first, last);
    }

    @Override
    public void sent(LocalDate day, long bytes) {
        released().sent(day, bytes);
    }

    @Override
    public void wake() {
        Outbox open = journal;
        if (open == null) {
            called.release();
        } else {
            open.wake();
        }
    }

    @Override
    public boolean isClosed() {
        Outbox open = journal;
        return open != null && open.isClosed();
    }

    @Override
    public long backlog() {
        Outbox open = journal;
        return open == null ? 0 : open.backlog();
    }
}
