package io.tidegate.driver;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gadget's connection that remembers what went over it. Safe from any thread. */
public final class HandPublisher implements Publisher {

    public volatile boolean connected = true;
    public volatile boolean closed;

    /** Topic and text of each message. */
    public final List<String> published = new CopyOnWriteArrayList<>();

    @Override
    public void publish(List<Message> messages) throws DeviceException {
        if (!connected) {
            throw new DeviceException("no connection to the test's broker. Check the test");
        }
        for (Message message : messages) {
            published.add(message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
