package io.tidegate.sync;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import io.tidegate.site.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what is meant for one place. What goes once in a while, or when it changes, depends on what went before; so it
 * keeps that, and what it said of entries that have not gone yet can be taken back. Used by one thread at a time.
 */
public final class Sieve {

    /** Fields of devices that it remembers. Of more than that some go more often than they need. */
    private static final int KNOWN_MAX = 20_000;

    private record Key(DeviceId device, String field) {}

    private record Went(Instant at, Value value) {}

    /** What was let through, and has not gone yet. */
    private record Step(long position, Map<Key, Went> went) {}

    private final Selection selection;
    private final Predicate<Observation> ofKindsAndDevices;
    private final Map<Key, Went> gone = new HashMap<>();
    private final Map<Key, Went> open = new HashMap<>();
    private final Deque<Step> steps = new ArrayDeque<>();

    public Sieve(Selection selection) {
        this.selection = selection;
        this.ofKindsAndDevices = selection.ofKindsAndDevices();
    }

    /** Whether it lets everything through as it is. */
    public boolean isOpen() {
        return selection.equals(Selection.ALL);
    }

    /** The entry as it is meant for the place; empty where nothing of it is. Positions rise, until {@link #back}. */
    public Optional<Entry> sift(Entry entry) {
        if (!ofKindsAndDevices.test(entry.observation())) {
            return Optional.empty();
        }
        return switch (entry.observation()) {
            case Reading reading when selection.thins() -> sift(entry, reading);
            case Summary summary when !selection.fields().isEmpty() -> sift(entry, summary);
            default -> Optional.of(entry);
        };
    }

    private Optional<Entry> sift(Entry entry, Summary summary) {
        Map<String, Summary.Digest> fields = new LinkedHashMap<>(summary.fields());
        fields.keySet().removeIf(name -> !selection.includes(name));
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(entry.with(
                        new Summary(summary.device(), summary.at(), summary.until(), summary.readings(), fields)));
    }

    private Optional<Entry> sift(Entry entry, Reading reading) {
        Map<String, Value> fields = new LinkedHashMap<>();
        Map<Key, Went> went = new HashMap<>();
        reading.fields().forEach((name, value) -> {
            Key key = new Key(reading.device(), name);
            if (selection.includes(name) && isDue(key, reading.at(), value)) {
                fields.put(name, value);
                went.put(key, new Went(reading.at(), value));
            }
        });
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (selection.every().isPresent() || selection.changes()) {
            open.putAll(went);
            steps.add(new Step(entry.position(), went));
        }
        return Optional.of(
                fields.size() == reading.fields().size()
                        ? entry
                        : entry.with(new Reading(reading.device(), reading.at(), fields)));
    }

    private boolean isDue(Key key, Instant at, Value value) {
        @Nullable Went last = open.getOrDefault(key, gone.get(key));
        if (last == null) {
            return true;
        }
        // A clock that was set back must not hold up what comes.
        boolean late = selection
                .every()
                .map(every -> Duration.between(last.at, at).abs().compareTo(every) >= 0)
                .orElse(true);
        return late && !(selection.changes() && last.value.equals(value));
    }

    /** What was let through up to there has gone. */
    public void gone(long position) {
        while (!steps.isEmpty() && steps.getFirst().position <= position) {
            gone.putAll(steps.removeFirst().went);
        }
        if (gone.size() > KNOWN_MAX) {
            gone.clear();
        }
    }

    /** What was let through and has not gone is asked for once more, from the first on. */
    public void back() {
        steps.clear();
        open.clear();
    }
}
