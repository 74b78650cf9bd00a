package io.tidegate.gateway.mqttserver;

import java.util.ArrayList;
import java.util.List;

/**
 * Who gets the messages of one topic. Immutable.
 *
 * @param version of the subscriptions it was found in
 * @param seats drivers of this gateway
 * @param deliveries clients, each once
 */
record Route(long version, Seat[] seats, List<Delivery> deliveries) {

    /**
     * A client with the best quality that its matching subscriptions grant.
     *
     * @param asPublished keep the retain flag as the publisher set it
     * @param noLocal not to the client that published it
     * @param subscriptionIds of all matching subscriptions that have one
     */
    record Delivery(Session session, int qos, boolean asPublished, boolean noLocal, List<Integer> subscriptionIds) {

        /** Overlapping subscriptions of one client give it the message once, with the best quality [MQTT-3.3.4-2]. */
        Delivery and(Delivery other) {
            List<Integer> ids = new ArrayList<>(subscriptionIds);
            ids.addAll(other.subscriptionIds);
            return new Delivery(
                    session,
                    Math.max(qos, other.qos),
                    asPublished || other.asPublished,
                    noLocal && other.noLocal,
                    List.copyOf(ids));
        }
    }

    /**
     * One filter of a client.
     *
     * @param id 0 when the client gave it none
     */
    record Subscription(String filter, int qos, boolean noLocal, boolean asPublished, int retainHandling, int id) {

        Delivery of(Session session) {
            return new Delivery(session, qos, asPublished, noLocal, id == 0 ? List.of() : List.of(id));
        }
    }

    /** Roughly what it costs to remember it, in references. */
    int size() {
        int size = deliveries.size();
        for (Delivery each : deliveries) {
            size += each.subscriptionIds.size();
        }
        return size;
    }

    boolean isEmpty() {
        return seats.length == 0 && deliveries.isEmpty();
    }
}
