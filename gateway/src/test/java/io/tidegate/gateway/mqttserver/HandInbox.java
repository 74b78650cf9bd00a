package io.tidegate.gateway.mqttserver;

import io.tidegate.driver.Broker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A driver's inbox that does what the test says. Safe from any thread. */
final class HandInbox implements Broker.Inbox {

    final List<Broker.Message> taken = new CopyOnWriteArrayList<>();
    volatile int room = Integer.MAX_VALUE;
    volatile boolean acknowledges = true;
    volatile int refusals;

    static HandInbox acknowledging() {
        return new HandInbox();
    }

    static HandInbox silent() {
        HandInbox inbox = new HandInbox();
        inbox.acknowledges = false;
        return inbox;
    }

    @Override
    public synchronized boolean offer(Broker.Message message) {
        if (taken.size() >= room) {
            refusals++;
            return false;
        }
        taken.add(message);
        if (acknowledges) {
            message.acknowledge();
        }
        return true;
    }

    List<String> texts() {
        return taken.stream().map(HandInbox::text).toList();
    }

    static String text(Broker.Message message) {
        return message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8);
    }
}
