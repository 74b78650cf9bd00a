package io.tidegate.gateway.intake;

import io.tidegate.site.MqttSettings;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Topics that came lately, so that a message's topic is decoded, judged and routed once. Used by one event loop. */
final class TopicCache {

    /** Topics with the same hash displace each other, so this is also what is held at most. A power of two. */
    private static final int TOPICS_MAX = 4_096;

    /** Longer topics are refused: they are no place in a shop, and each costs memory wherever it is kept. */
    static final int TOPIC_BYTES_MAX = 1_024;

    private final @Nullable Topic[] topics = new @Nullable Topic[TOPICS_MAX];
    private final MqttSettings.Limits limits;

    TopicCache(MqttSettings.Limits limits) {
        this.limits = limits;
    }

    Topic get(byte[] bytes, int from, int length) throws Refusal {
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (TOPICS_MAX - 1);
        Topic known = topics[slot];
        if (known != null && known.is(bytes, from, length)) {
            return known;
        }
        Topic topic = new Topic(checked(bytes, from, length), Arrays.copyOfRange(bytes, from, from + length));
        topics[slot] = topic;
        return topic;
    }

    private String checked(byte[] bytes, int from, int length) throws Refusal {
        if (length == 0) {
            throw new Refusal(Reason.PROTOCOL_ERROR, "an empty topic");
        }
        String name = Text.decode(bytes, from, length);
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
}
