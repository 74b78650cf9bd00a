package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.tinylog.Logger;

/** Who wants to hear of each commit. Safe from any thread. */
final class Taps {

    private final List<Consumer<List<Entry>>> taps = new CopyOnWriteArrayList<>();

    void add(Consumer<List<Entry>> tap) {
        taps.add(tap);
    }

    void committed(long first, Instant recordedAt, List<Observation> observations) {
        if (taps.isEmpty() || observations.isEmpty()) {
            return;
        }
        List<Entry> entries = new ArrayList<>(observations.size());
        for (int i = 0; i < observations.size(); i++) {
            entries.add(new Entry(first + i, recordedAt, observations.get(i)));
        }
        List<Entry> shown = List.copyOf(entries);
        taps.removeIf(tap -> fails(tap, shown));
    }

    private static boolean fails(Consumer<List<Entry>> tap, List<Entry> entries) {
        try {
            tap.accept(entries);
            return false;
        } catch (RuntimeException bug) {
            // A page that fails must not stop what makes things safe.
            Logger.error(bug, "A listener to the journal failed and is left out from now on; please report it");
            return true;
        }
    }
}
