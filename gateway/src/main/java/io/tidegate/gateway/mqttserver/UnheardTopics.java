package io.tidegate.gateway.mqttserver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.tinylog.Logger;

/**
 * The topics on which messages came that nobody listens to: mostly a typing mistake, in the site file or in a gadget, that
 * somebody must be able to find. Safe from any thread; its lock is held for less than a microsecond.
 */
final class UnheardTopics {

    /** Topics that are remembered; the one that was silent longest goes first. */
    static final int TOPICS_MAX = 50;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, IntakeStatus.UnheardTopic> topics = new LinkedHashMap<>(16, 0.75f, true);
    private long messages;

    void heard(String topic, Instant at) {
        boolean first;
        lock.lock();
        try {
            messages++;
            IntakeStatus.UnheardTopic before = topics.get(topic);
            first = before == null && topics.size() < TOPICS_MAX;
            topics.put(topic, new IntakeStatus.UnheardTopic(topic, before == null ? 1 : before.messages() + 1, at));
            if (topics.size() > TOPICS_MAX) {
                topics.remove(topics.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
        // Not those beyond the limit: a client that makes up topics must not fill the log.
        if (first) {
            Logger.info("Messages come on '{}', which no device of the site file reads", Complaints.printable(topic));
        }
    }

    long messages() {
        lock.lock();
        try {
            return messages;
        } finally {
            lock.unlock();
        }
    }

    /** The latest first. */
    List<IntakeStatus.UnheardTopic> topics() {
        lock.lock();
        try {
            List<IntakeStatus.UnheardTopic> latest = new ArrayList<>(topics.values());
            Collections.reverse(latest);
            return latest;
        } finally {
            lock.unlock();
        }
    }
}
