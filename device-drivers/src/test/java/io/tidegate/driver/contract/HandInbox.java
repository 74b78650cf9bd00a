package io.tidegate.driver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.driver.Broker;
import io.tidegate.testing.Awaiting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A driver's inbox that does what the test says. Safe from any thread. */
public final class HandInbox implements Broker.Inbox {

    public final List<Broker.Message> taken = new CopyOnWriteArrayList<>();

    /** Messages that it takes in all. */
    public volatile int room = Integer.MAX_VALUE;

    public volatile int refusals;
    private final boolean acknowledges;

    private HandInbox(boolean acknowledges) {
        this.acknowledges = acknowledges;
    }

    /** Each message is on disk at once. */
    public static HandInbox acknowledging() {
        return new HandInbox(true);
    }

    /** The test acknowledges. */
    public static HandInbox silent() {
        return new HandInbox(false);
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

    public List<String> texts() {
        return taken.stream()
                .map(each -> new String(each.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    public void awaitCount(int messages) {
        Awaiting.until(messages + " messages have come", () -> taken.size() >= messages);
    }

    /** Waits for as many messages, which must be these. */
    public void awaitTexts(String... expected) {
        awaitCount(expected.length);
        assertEquals(List.of(expected), texts());
    }
}
