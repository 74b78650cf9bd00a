package io.tidegate.gateway.mqttserver;

/** Ends a client's connection: what it sent cannot be accepted. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Refusal(Reason reason, String detail) {
        // Without a stack trace: anybody can cause one, as often as he likes.
        super(detail, null, false, false);
        this.reason = reason;
    }

    static Refusal malformed(String detail) {
        return new Refusal(Reason.MALFORMED_PACKET, detail);
    }

    static Refusal protocol(String detail) {
        return new Refusal(Reason.PROTOCOL_ERROR, detail);
    }

    Reason reason() {
        return reason;
    }
}
