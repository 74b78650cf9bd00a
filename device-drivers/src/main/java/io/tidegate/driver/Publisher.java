package io.tidegate.driver;

import java.util.List;

/**
 * A connection to the site's broker as a gadget on the floor has it. It is not mended when it breaks: whoever has it
 * opens another. Used by one thread.
 */
public interface Publisher extends AutoCloseable {

    /** @param payload not to be changed any more */
    record Message(String topic, byte[] payload) {}

    /**
     * Publishes in this order with QoS 1. Returns when the broker has taken all of it over.
     *
     * @throws DeviceException when it has not; some of it may have arrived
     */
    void publish(List<Message> messages) throws DeviceException, InterruptedException;

    @Override
    void close();
}
