package io.tidegate.clouds.epcis;

import io.tidegate.observation.Booking;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Reversal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes events of entries. It remembers the last movements, since whoever declares an error tells the whole event once
 * more. Used by its sink thread only.
 */
final class Events {

    /** What is taken back is mostly taken back at once: a slip at the till. Some 300 bytes each. */
    static final int REMEMBERED_MAX = 2_000;

    private record Told(String entry, Movement movement) {}

    private final Origin origin;
    private final Map<String, Told> remembered = new LinkedHashMap<>();

    Events(Origin origin) {
        this.origin = origin;
    }

    /** Whether there is anything in it for the repository. */
    static boolean concerns(Entry entry) {
        return entry.observation() instanceof Booking;
    }

    /** Keeps in mind what may be taken back. */
    void remember(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.observation() instanceof Movement movement) {
                remembered.putIfAbsent(movement.id(), new Told(origin.idOf(entry.position()), movement));
                if (remembered.size() > REMEMBERED_MAX) {
                    remembered.remove(remembered.keySet().iterator().next());
                }
            }
        }
    }

    List<Event> of(Entry entry) {
        return switch (entry.observation()) {
            case Movement movement -> moved(new Told(origin.idOf(entry.position()), movement), Optional.empty());
            case Reversal reversal -> {
                Told told = remembered.get(reversal.reverses());
                yield told == null
                        ? List.of(new Event.Declared(origin.idOf(entry.position()), reversal))
                        : moved(told, Optional.of(reversal));
            }
            default -> List.of();
        };
    }

    private static List<Event> moved(Told told, Optional<Reversal> reversal) {
        Movement movement = told.movement();
        return Step.of(movement.kindOfMovement()).stream()
                .map(step -> (Event) new Event.Moved(told.entry(), movement, step, reversal))
                .toList();
    }
}
