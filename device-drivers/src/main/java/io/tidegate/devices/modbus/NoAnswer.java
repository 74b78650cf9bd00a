package io.tidegate.devices.modbus;

import java.time.Duration;

/** A unit is silent; the others may answer all the same. The message says what to check. */
final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    NoAnswer(String message) {
        super(message);
    }

    static NoAnswer within(Duration timeout, int unit, String place) {
        return new NoAnswer("unit " + unit + " does not answer on " + place + " within " + timeout.toMillis()
                + " ms: check its power, its number, and the wires of the bus");
    }
}
