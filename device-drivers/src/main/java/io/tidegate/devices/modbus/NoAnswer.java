package io.tidegate.devices.modbus;

/** A unit is silent; the others may answer all the same. The message says what to check. */
final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    NoAnswer(String message) {
        super(message);
    }
}
