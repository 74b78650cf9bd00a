package io.tidegate.clouds.mqtt;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One connection to a broker, from CONNECT to its end; never used again after it broke. Used by its sink thread. What a
 * future fails with, {@link MqttTrouble} tells for both versions of the protocol.
 */
sealed interface BrokerLink extends AutoCloseable permits MqttLink, Mqtt311Link {

    /** Messages without a PUBACK at most, or fewer where the broker says so. */
    int IN_FLIGHT_MAX = 16;

    /** For a last DISCONNECT; the broker manages without. */
    long GOODBYE_MILLIS_MAX = 500;

    boolean isUp();

    int inFlightMax();

    /** With QoS 1: completes when the broker has the message, exceptionally when it refuses it or the link broke before. */
    CompletableFuture<Void> publish(String topic, byte[] payload, MessageProperties properties);

    /** With QoS 1; completes when the broker has said so for all of them. */
    CompletableFuture<Void> subscribe(List<String> filters);

    /**
     * Ends a subscription that there never was: an answer to it shows that the broker has read what was completed before, and
     * it leaves nothing behind.
     */
    CompletableFuture<Void> ask(String filter);

    /** Ends the connection without waiting for what is under way. */
    @Override
    void close();
}
