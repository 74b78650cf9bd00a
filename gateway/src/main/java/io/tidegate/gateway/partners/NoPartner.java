package io.tidegate.gateway.partners;

/** What answers is not, or not yet, a gateway with which this one can agree. The message says what to do, for staff. */
final class NoPartner extends Exception {

    private static final long serialVersionUID = 1L;

    NoPartner(String message) {
        super(message);
    }

    NoPartner(String message, Throwable cause) {
        super(message, cause);
    }
}
