package io.tidegate.observation;

import java.util.List;

/** What goes to disk together or not at all. Immutable. */
public record Batch(List<Observation> seen, List<Parked> parked) {

    public Batch {
        seen = List.copyOf(seen);
        parked = List.copyOf(parked);
    }

    public static Batch of(Observation... seen) {
        return new Batch(List.of(seen), List.of());
    }

    public boolean isEmpty() {
        return seen.isEmpty() && parked.isEmpty();
    }
}
