package io.tidegate.gateway.mqttserver;

/**
 * What a client wants said when it goes without saying goodbye (5.0 section 3.1.2.5). Immutable.
 *
 * @param expirySeconds counted from when it is said; negative for never
 */
record Will(
        Topic topic, byte[] payload, int qos, boolean retain, byte[] properties, long expirySeconds, long delayMillis) {

    /** What it costs while it waits to be said. */
    int weight() {
        return said(0).weight();
    }

    Publication said(long nowMillis) {
        long expiresAt = expirySeconds < 0 ? Publication.NEVER : nowMillis + 1000 * expirySeconds;
        return new Publication(topic, payload, qos, retain, properties, expiresAt);
    }
}
