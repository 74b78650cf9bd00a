package io.tidegate.mqtt;

import io.tidegate.driver.Broker.Message;
import io.tidegate.observation.Batch;
import java.time.Instant;

/** Turns messages into observations, and into parked payloads where it cannot. No I/O. Used by one thread. */
public interface Interpreter {

    /** Takes one message into the batch that {@link #batch} will give. */
    void take(Message message, Instant arrival);

    /**
     * Called about once a second, whether messages come or not: what does not come may be news, too.
     *
     * @param nanos of the machine's own clock, which never jumps
     */
    default void look(long nanos, Instant now) {}

    /** What was taken since the last call. */
    Batch batch();
}
