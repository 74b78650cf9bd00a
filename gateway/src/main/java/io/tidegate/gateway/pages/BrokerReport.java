package io.tidegate.gateway.pages;

/**
 * The MQTT broker of the site at one moment. Immutable.
 *
 * @param connected our own server listens, or the existing broker is reached
 * @param clients connected now; 0 where an existing broker does not tell
 * @param received messages since the program started
 * @param dropped QoS 0 messages that found no room
 */
public record BrokerReport(boolean connected, long clients, long received, long dropped) {}
