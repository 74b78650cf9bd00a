package io.tidegate.gateway;

/** The site file is right, but the gateway cannot start on this machine now. The message says what to do. */
public final class CannotStart extends Exception {

    private static final long serialVersionUID = 1L;

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
