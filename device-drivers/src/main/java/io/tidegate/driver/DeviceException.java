package io.tidegate.driver;

/** A device cannot be opened or does not answer. The message says what was tried and what to check. */
public final class DeviceException extends Exception {

    private static final long serialVersionUID = 1L;

    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
