package io.tidegate.gateway.mqttserver;

import io.tidegate.site.MqttSettings;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Topics that came lately, and who gets their messages as long as the subscriptions are the same: so a message's topic is
 * decoded, judged and routed once. Used by one event loop.
 */
final class TopicCache {

    /** Topics with the same hash displace each other, so this is also what is held at most. A power of two. */
    private static final int TOPICS_MAX = 4_096;

    /** Of all these topics together; above it they are forgotten. */
    static final int BYTES_MAX = 512 * 1024;

    /** What a topic costs beside its characters, which it has twice. */
    private static final int TOPIC_OVERHEAD_BYTES = 128;

    /** Subscribers and their ids in all routes together; above it routes are forgotten, and found again when needed. */
    static final int DELIVERIES_MAX = 8_192;

    /** Longer topics are refused: they are no place in a shop, and each costs memory wherever it is kept. */
    static final int TOPIC_BYTES_MAX = 1_024;

    private final @Nullable Topic[] topics = new @Nullable Topic[TOPICS_MAX];
    private final @Nullable Route[] known = new @Nullable Route[TOPICS_MAX];
    private final MqttSettings.Limits limits;
    private final Routes routes;
    private int bytes;
    private int deliveries;

    TopicCache(MqttSettings.Limits limits, Routes routes) {
        this.limits = limits;
        this.routes = routes;
    }

    Topic get(byte[] encoded, int from, int length) throws Refusal {
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + encoded[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (TOPICS_MAX - 1);
        Topic before = topics[slot];
        if (before != null && before.is(encoded, from, length)) {
            return before;
        }
        Topic topic = new Topic(checked(encoded, from, length), Arrays.copyOfRange(encoded, from, from + length), slot);
        keep(topic, before);
        return topic;
    }

    private void keep(Topic topic, @Nullable Topic before) {
        bytes += bytes(topic) - (before == null ? 0 : bytes(before));
        if (bytes > BYTES_MAX) {
            Arrays.fill(topics, null);
            bytes = bytes(topic);
        }
        topics[topic.slot()] = topic;
        forget(topic.slot());
    }

    private static int bytes(Topic topic) {
        return TOPIC_OVERHEAD_BYTES + 2 * topic.utf8().length;
    }

    private String checked(byte[] encoded, int from, int length) throws Refusal {
        if (length == 0) {
            throw new Refusal(Reason.PROTOCOL_ERROR, "an empty topic");
        }
        String name = Text.decode(encoded, from, length);
        if (Filters.hasWildcard(name)) {
            throw new Refusal(Reason.TOPIC_INVALID, "a topic with a wildcard");
        }
        if (length > TOPIC_BYTES_MAX || Filters.levels(name) > limits.topicLevels()) {
            throw new Refusal(
                    Reason.TOPIC_INVALID,
                    "a topic of " + length + " bytes and " + Filters.levels(name) + " levels; at most "
                            + TOPIC_BYTES_MAX + " and " + limits.topicLevels());
        }
        return name;
    }

    /** Who gets the messages of the topic now. */
    Route route(Topic topic) {
        int slot = topic.slot();
        boolean ours = slot >= 0 && topics[slot] == topic;
        Route before = ours ? known[slot] : null;
        if (before != null && before.version() == routes.version()) {
            return before;
        }
        Route found = routes.find(topic.name());
        if (ours) {
            keep(slot, found);
        }
        return found;
    }

    private void keep(int slot, Route found) {
        forget(slot);
        int size = found.size();
        if (deliveries + size > DELIVERIES_MAX) {
            Arrays.fill(known, null);
            deliveries = 0;
        }
        known[slot] = found;
        deliveries += size;
    }

    private void forget(int slot) {
        Route before = known[slot];
        if (before != null) {
            deliveries -= before.size();
            known[slot] = null;
        }
    }

    /** What is remembered in all routes together. */
    int deliveries() {
        return deliveries;
    }

    int bytes() {
        return bytes;
    }
}
