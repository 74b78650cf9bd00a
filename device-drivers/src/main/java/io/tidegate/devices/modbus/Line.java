package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import java.time.Duration;

/** The way to the units of a bus; one question at a time. Used by the bus's device thread only. */
interface Line extends AutoCloseable {

    /**
     * Asks a unit and awaits its answer.
     *
     * @param question function code and what belongs to it (the protocol's PDU)
     * @return the answer's PDU, be it a refusal
     * @throws NoAnswer when the unit does not answer in time; the line itself goes on
     * @throws DeviceException when the line is gone; says what to check
     */
    byte[] ask(int unit, byte[] question, Duration timeout) throws NoAnswer, DeviceException, InterruptedException;

    /** Where it leads, for reasons. */
    String place();

    @Override
    void close();
}
