package io.tidegate.gateway.mqttserver;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A message on its way to MQTT clients, or kept for them. Immutable.
 *
 * @param properties encoded MQTT 5 properties that subscribers get as they are
 * @param expiresAt wall time in milliseconds; {@link #NEVER} for never
 */
record Publication(Topic topic, byte[] payload, int qos, boolean retain, byte[] properties, long expiresAt) {

    static final long NEVER = Long.MAX_VALUE;

    /** What a queued message costs beside its bytes, so that many empty ones are not free. */
    private static final int OVERHEAD_BYTES = 128;

    /** What publishes that nothing is kept for the topic any more. */
    Publication cleared() {
        return new Publication(topic, new byte[0], 0, true, new byte[0], NEVER);
    }

    boolean isSame(Publication other) {
        return topic.name().equals(other.topic.name()) && Arrays.equals(payload, other.payload);
    }

    /** Tells messages apart that have the same packet id: a client errs there, or sends again, but does not forge. */
    long fingerprint() {
        CRC32C checksum = new CRC32C();
        checksum.update(payload);
        return checksum.getValue() << 32 | (topic.name().hashCode() & 0xFFFF_FFFFL);
    }

    int weight() {
        return topic.utf8().length + payload.length + properties.length + OVERHEAD_BYTES;
    }

    boolean isExpired(long nowMillis) {
        return expiresAt <= nowMillis;
    }

    static long expiry(Properties properties, long nowMillis) {
        return properties.has(Properties.MESSAGE_EXPIRY)
                ? nowMillis + 1000 * properties.number(Properties.MESSAGE_EXPIRY, 0)
                : NEVER;
    }
}
