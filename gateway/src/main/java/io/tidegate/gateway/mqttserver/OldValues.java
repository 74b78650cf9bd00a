package io.tidegate.gateway.mqttserver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The retained messages that a session still has to get for its new subscriptions. They are looked through in slices
 * while the client's socket drains: neither their number nor a slow client keeps others waiting, and none is dropped.
 * Used by the event loop that owns the session.
 */
final class OldValues {

    /** Retained messages that are looked at in one turn of the event loop: some hundred microseconds. */
    private static final int LOOKS_MAX = 500;

    /** How far each filter has come. */
    private final Map<String, Place> places = new LinkedHashMap<>();

    private int looks;

    private record Place(Route.Subscription subscription, Retained.Search search) {}

    void add(Route.Subscription subscription, Retained.Search search) {
        places.put(subscription.filter(), new Place(subscription, search));
    }

    void remove(String filter) {
        places.remove(filter);
    }

    void clear() {
        places.clear();
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    void newTurn() {
        looks = LOOKS_MAX;
    }

    /** Null when there is no further one, or none found in this turn. */
    Session.@Nullable Outgoing next(long nowMillis) {
        while (!places.isEmpty() && looks > 0) {
            Place place = places.values().iterator().next();
            looks--;
            Publication found = place.search.next();
            if (found == null) {
                remove(place.subscription.filter());
            } else if (place.search.matches(found) && !found.isExpired(nowMillis)) {
                return old(found, place.subscription);
            }
        }
        return null;
    }

    private static Session.Outgoing old(Publication found, Route.Subscription subscription) {
        return new Session.Outgoing(
                found,
                Math.min(found.qos(), subscription.qos()),
                true,
                subscription.id() == 0 ? List.of() : List.of(subscription.id()));
    }
}
