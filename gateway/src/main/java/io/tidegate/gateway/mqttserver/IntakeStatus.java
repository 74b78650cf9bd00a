package io.tidegate.gateway.mqttserver;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The MQTT server at a glance. Counts are since the start.
 *
 * @param clients connected now
 * @param paused of them, not read from until messages are committed, a driver has room, or their rate allows
 * @param sessions remembered, connected or not
 * @param retained messages kept for later subscribers
 * @param vacantSeats filters of drivers that are not there; who publishes to them waits
 * @param messages what came and went
 * @param ended connections by reason, such as {@code connection_lost}
 * @param unheard the latest topics that nobody listens to, the latest first
 */
public record IntakeStatus(
        int clients,
        int paused,
        int sessions,
        int retained,
        int vacantSeats,
        Messages messages,
        Map<String, Long> ended,
        List<UnheardTopic> unheard) {

    /**
     * A topic that no driver and no subscriber listens to.
     *
     * @param messages since it is remembered
     */
    public record UnheardTopic(String topic, long messages, Instant last) {}

    /**
     * @param received from clients
     * @param acknowledged QoS 1 and 2: everything that had to be on disk is
     * @param waiting received and not yet acknowledged, now
     * @param unheard received, and nobody listens to the topic: nothing of them is kept
     * @param droppedQos0 QoS 0 messages that came faster than they could be committed
     * @param sent to subscribed clients
     * @param droppedOut not sent since the subscriber was too slow, or away for too long
     * @param retainedRefused not kept, since as many are kept as may be
     */
    public record Messages(
            long received,
            long acknowledged,
            long waiting,
            long unheard,
            long droppedQos0,
            long sent,
            long droppedOut,
            long retainedRefused) {}

    static IntakeStatus of(Exchange exchange, int vacantSeats) {
        Counters counters = exchange.counters;
        return new IntakeStatus(
                counters.clients.get(),
                counters.paused.get(),
                exchange.sessions.size(),
                exchange.retained.size(),
                vacantSeats,
                new Messages(
                        counters.received.sum(),
                        counters.acknowledged.sum(),
                        counters.waiting.sum(),
                        exchange.unheard.messages(),
                        counters.droppedQos0.sum(),
                        counters.sent.sum(),
                        counters.droppedOut.sum(),
                        counters.retainedRefused.sum()),
                counters.ended(),
                exchange.unheard.topics());
    }
}
