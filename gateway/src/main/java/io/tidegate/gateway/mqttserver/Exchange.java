package io.tidegate.gateway.mqttserver;

import io.tidegate.site.MqttSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What all event loops share, and the one way that a message takes through it. Safe from any thread. */
final class Exchange {

    /** What somebody who publishes must be able to do. */
    interface Publisher {
        /** His session, so that he does not get his own message back when he does not want it. */
        @Nullable
        Session session();

        /** Those of the loop that he is on. */
        TopicCache topics();

        /** False while earlier messages of his wait for a seat: the order stays. */
        boolean mayOffer();

        /** A message that found its seat full or empty, to be offered again. */
        void keep(Arrived refused);
    }

    /** Packets of all clients that are not whole yet, and messages that are not acknowledged. */
    static final long RECEIVED_BYTES_MAX = 4L * 1024 * 1024;

    /** What is written to sockets that have not taken it. */
    static final long WRITTEN_BYTES_MAX = 2L * 1024 * 1024;

    final MqttSettings.Limits limits;
    final Routes routes;
    final Retained retained;
    final Sessions sessions;
    final Budget received = new Budget(RECEIVED_BYTES_MAX);
    final Budget written = new Budget(WRITTEN_BYTES_MAX);
    final Counters counters = new Counters();
    final UnheardTopics unheard = new UnheardTopics();
    final Complaints complaints;

    Exchange(MqttSettings.Limits limits, Routes routes, Retained retained, Sessions sessions, Complaints complaints) {
        this.limits = limits;
        this.routes = routes;
        this.retained = retained;
        this.sessions = sessions;
        this.complaints = complaints;
    }

    /**
     * Offers the message to every seat, gives it to every subscriber, and keeps it when it is to be retained.
     *
     * @param reply gets a part for everything that has to reach the disk; null for QoS 0
     * @return the subscribers that it went to
     */
    int publish(Publication publication, boolean resent, @Nullable Reply reply, Publisher publisher) {
        Route route = publisher.topics().route(publication.topic());
        for (Seat seat : route.seats()) {
            Arrived message = Arrived.news(publication, resent, seat, reply);
            if (reply != null) {
                reply.add(message);
            }
            if (!publisher.mayOffer() || !message.offer()) {
                refused(message, reply, publisher);
            }
        }
        if (!route.deliveries().isEmpty()) {
            fanOut(publication, route, publisher.session());
        }
        if (publication.retain()) {
            if (!retained.change(publication, reply)) {
                counters.retainedRefused.increment();
                complaints.about(
                        "retained messages",
                        Reason.QUOTA_EXCEEDED,
                        publication.topic().name());
            }
        } else if (route.isEmpty()) {
            unheard.heard(publication.topic().name(), Instant.now());
            if (reply != null) {
                reply.unheard();
            }
        }
        return route.deliveries().size();
    }

    /** A connection is over: counted, and when it was not meant to be, logged. */
    void ended(String client, Reason reason, String detail) {
        counters.ended(reason);
        switch (reason) {
            case NORMAL, CONNECTION_LOST, SHUTTING_DOWN, INTERNAL_ERROR -> {}
            default -> complaints.about(client, reason, detail);
        }
    }

    private void refused(Arrived message, @Nullable Reply reply, Publisher publisher) {
        if (reply == null) {
            counters.droppedQos0.increment();
        } else {
            publisher.keep(message);
        }
    }

    private void fanOut(Publication publication, Route route, @Nullable Session from) {
        for (Route.Delivery each : route.deliveries()) {
            if (each.noLocal() && each.session() == from) {
                continue;
            }
            Session.Outgoing message = new Session.Outgoing(
                    publication,
                    Math.min(publication.qos(), each.qos()),
                    each.asPublished() && publication.retain(),
                    each.subscriptionIds());
            if (!each.session().offer(message)) {
                counters.droppedOut.increment();
            }
        }
    }
}
