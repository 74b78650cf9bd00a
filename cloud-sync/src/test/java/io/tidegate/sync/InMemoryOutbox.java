package io.tidegate.sync;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A journal in a list, whose cursor a test can set back, as a crash does. Safe from any thread. */
public final class InMemoryOutbox implements Outbox {

    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final List<Entry> entries = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final Set<Long> again = new TreeSet<>();
    private final Set<String> takers = new HashSet<>();
    private final List<String> history = new ArrayList<>();
    private final TreeMap<LocalDate, Long> sent = new TreeMap<>();
    private long done;

    /** What was left for later: behind the one, up to the other. */
    private long owedDone;

    private long owedUpTo;
    /** Of that, what has passed the rest. */
    private final Set<Long> ahead = new HashSet<>();

    private boolean cut;
    private boolean closed;
    private boolean woken;

    /** Adds readings of the devices in turn. */
    public synchronized InMemoryOutbox withReadings(int count, String... devices) {
        for (int i = 0; i < count; i++) {
            int position = entries.size() + 1;
            DeviceId device = new DeviceId(devices[i % devices.length]);
            add(new Observation.Reading(
                    device, START.plusMillis(position), Map.of("temperature", Value.of(position / 10.0))));
        }
        return this;
    }

    public synchronized InMemoryOutbox withScan(String device, String data) {
        return with(new Observation.Scan(new DeviceId(device), START, data, Symbology.UNKNOWN));
    }

    public synchronized InMemoryOutbox with(Observation seen) {
        add(seen);
        return this;
    }

    /** One that was recorded then. */
    public synchronized InMemoryOutbox withRecorded(Instant at, Observation seen) {
        add(at, seen);
        return this;
    }

    private void add(Observation seen) {
        add(START, seen);
    }

    private void add(Instant at, Observation seen) {
        entries.add(new Entry(entries.size() + 1, at, seen));
        notifyAll();
    }

    /** What a crash does when the cursor was not on disk yet. */
    public synchronized void forgetSince(long position) {
        done = position;
    }

    /** What a person's button does: all that was refused shall go once more. */
    public synchronized void replay() {
        rejected.forEach(each -> again.add(each.position()));
        notifyAll();
    }

    @Override
    public synchronized List<Entry> peek(Lane lane, int limit, long bytes) {
        List<Entry> all = switch (lane) {
            case FRESH ->
                entries.subList((int) done, entries.size()).stream()
                        .filter(entry -> !ahead.contains(entry.position()))
                        .toList();
            case OWED -> owed(entry -> !ahead.contains(entry.position()));
            case URGENT, STATE -> waiting(entry -> isOf(lane, entry) && !ahead.contains(entry.position()));
            case AGAIN -> throw new IllegalArgumentException(lane.name());
        };
        List<Entry> found = within(all, limit, bytes);
        cut = found.size() < all.size() || found.size() == limit;
        return found;
    }

    private static boolean isOf(Lane lane, Entry entry) {
        return Priority.of(entry).name().equals(lane.name());
    }

    private List<Entry> waiting(Predicate<Entry> wanted) {
        return Stream.concat(
                        owed(wanted).stream(),
                        entries.subList((int) done, entries.size()).stream().filter(wanted))
                .toList();
    }

    private List<Entry> owed(Predicate<Entry> wanted) {
        return entries.subList((int) owedDone, (int) owedUpTo).stream()
                .filter(wanted)
                .toList();
    }

    @Override
    public synchronized boolean isCut() {
        return cut;
    }

    @Override
    public synchronized boolean leap() {
        if (owed() > 0 || done >= entries.size()) {
            return false;
        }
        owedDone = done;
        owedUpTo = entries.size();
        done = owedUpTo;
        return true;
    }

    @Override
    public synchronized long owed() {
        return owedUpTo - owedDone;
    }

    @Override
    public synchronized List<Entry> peekAgain(int limit, long bytes) {
        return within(
                again.stream()
                        .map(position -> entries.get((int) (position - 1)))
                        .toList(),
                limit,
                bytes);
    }

    private static List<Entry> within(List<Entry> all, int limit, long bytes) {
        int count = 0;
        long size = 0;
        while (count < Math.min(all.size(), limit)) {
            size += EntrySize.of(all.get(count));
            if (count > 0 && size > bytes) {
                break;
            }
            count++;
        }
        return List.copyOf(all.subList(0, count));
    }

    @Override
    public synchronized void done(Lane lane, long upTo, List<Rejected> refused) {
        switch (lane) {
            case FRESH -> done = upTo;
            case OWED -> owedDone = upTo;
            case URGENT, STATE ->
                waiting(entry -> isOf(lane, entry) && entry.position() <= upTo)
                        .forEach(entry -> ahead.add(entry.position()));
            case AGAIN -> throw new IllegalArgumentException(lane.name());
        }
        // What was had ahead and stands at the end of what is owed is nothing to wait for.
        while (owedDone < owedUpTo && ahead.contains(owedDone + 1)) {
            owedDone++;
        }
        rejected.addAll(refused);
    }

    @Override
    public synchronized void doneAgain(List<Long> taken, List<Rejected> refused) {
        List<Long> refusedPositions = refused.stream().map(Rejected::position).toList();
        rejected.removeIf(each -> taken.contains(each.position()) || refusedPositions.contains(each.position()));
        rejected.addAll(refused);
        again.removeAll(taken);
        again.removeAll(refusedPositions);
    }

    @Override
    public synchronized void away(Instant since, String reason) {
        if (history.isEmpty() || history.getLast().startsWith("back")) {
            history.add("away " + since + ": " + reason);
        }
    }

    @Override
    public synchronized void back(Instant since) {
        if (!history.isEmpty() && history.getLast().startsWith("away")) {
            history.add("back " + since);
        }
    }

    /** When the place went and came. */
    public synchronized List<String> history() {
        return List.copyOf(history);
    }

    @Override
    public synchronized boolean hasTaken(String place) {
        return takers.contains(place);
    }

    @Override
    public synchronized void rememberTaken(String place) {
        takers.add(place);
    }

    @Override
    public synchronized long sentBetween(LocalDate first, LocalDate last) {
        return sent.subMap(first, true, last, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public synchronized void sent(LocalDate day, long bytes) {
        sent.merge(day, bytes, Long::sum);
    }

    @Override
    public synchronized boolean await(Lane lane, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        woken = false;
        long had = lane == Lane.FRESH
                ? done
                : entries.size() - peek(lane, 1, Long.MAX_VALUE).size();
        while (had >= entries.size() && !closed && !woken) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return !closed && !woken;
    }

    @Override
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** As the journal does when it ends. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized long backlog() {
        long passed = ahead.stream().filter(position -> position > owedDone).count();
        return entries.size() - done + owed() - passed;
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public synchronized List<Rejected> rejected() {
        return List.copyOf(rejected);
    }
}
