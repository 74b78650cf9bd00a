package io.tidegate.devices.opcua;

/** What a variable holds, or does not, becomes no field. The message says why, and what to check. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    Unusable(String message) {
        super(message);
    }
}
