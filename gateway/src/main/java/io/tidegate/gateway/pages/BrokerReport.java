package io.tidegate.gateway.pages;

import java.util.Optional;

/**
 * The MQTT broker of the site at one moment. Immutable.
 *
 * @param trouble why an existing broker is not reached, and what to check; empty when it is, and for our own server
 * @param clients connected now; 0 where an existing broker does not tell
 * @param received messages since the program started
 * @param dropped QoS 0 messages that found no room
 */
public record BrokerReport(Optional<String> trouble, long clients, long received, long dropped) {}
