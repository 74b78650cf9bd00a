package io.tidegate.devices.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages that the broker may not forget yet, by packet id: those of this connection, and those that a driver had in
 * its hands when an earlier one broke. Guarded by the lock of its {@link Session}.
 *
 * <p>A message keeps its packet id until it is acknowledged, also over a reconnect (MQTT 3.1.1, section 4.4). So one that
 * comes again on the next connection, marked as resent, with the id and the content of one that we have not acknowledged,
 * is that one.
 */
final class Unacknowledged {

    private final Map<Integer, Arrival> ofThisLink = new LinkedHashMap<>();
    private final Map<Integer, Arrival> ofEarlierLinks = new HashMap<>();

    void add(Arrival arrival) {
        ofThisLink.put(arrival.packetId, arrival);
    }

    /**
     * Takes out what the broker may forget now: in the order of arrival, as MQTT wants it (3.1.1, section 4.6), only that
     * nothing waits for a message that a driver has no room for, since that may last.
     */
    List<Arrival> takeDue() {
        List<Arrival> due = new ArrayList<>();
        Iterator<Arrival> waiting = ofThisLink.values().iterator();
        while (waiting.hasNext()) {
            Arrival next = waiting.next();
            if (next.isSafe()) {
                due.add(next);
                waiting.remove();
            } else if (next.isTaken()) {
                break;
            }
        }
        return due;
    }

    /** The one that this is, sent again; null when it is another. */
    @Nullable
    Arrival knownBefore(Arrival arrival) {
        Arrival before = ofEarlierLinks.remove(arrival.packetId);
        if (before == null || !arrival.resent || !before.hasSameContent(arrival)) {
            return null;
        }
        before.link = arrival.link;
        add(before);
        return before;
    }

    /** The connection is gone: what waits for room will come again as if it were new. */
    void endLink() {
        for (Arrival each : ofThisLink.values()) {
            if (each.isTaken()) {
                ofEarlierLinks.put(each.packetId, each);
            }
        }
        ofThisLink.clear();
    }

    /** Its acknowledgement could not be sent, surely, because its connection, the latest one, is gone. */
    void addOfEarlierLink(Arrival arrival) {
        ofEarlierLinks.put(arrival.packetId, arrival);
    }

    /** The broker does not know our session any more: ids begin anew. */
    void forgetEarlierLinks() {
        ofEarlierLinks.clear();
    }

    /**
     * What the seat's driver has and has not brought to disk, in order. It is thrown away with the driver: what of it comes
     * again on a later connection is news.
     */
    List<Offered> leftBy(Seat seat) {
        ofEarlierLinks
                .values()
                .removeIf(each -> each.offers.stream().anyMatch(offer -> offer.seat == seat && !offer.isSafe));
        List<Offered> left = new ArrayList<>();
        for (Arrival each : ofThisLink.values()) {
            each.offers.stream()
                    .filter(offer -> offer.seat == seat && offer.isTaken && !offer.isSafe)
                    .forEach(left::add);
        }
        return left;
    }
}
