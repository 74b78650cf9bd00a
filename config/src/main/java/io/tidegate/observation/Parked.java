package io.tidegate.observation;

import java.time.Instant;

/**
 * Something that arrived and could not be understood, kept whole for a person to look at.
 *
 * @param source who took it in, such as the id of a driver
 * @param address where it came in, such as a topic
 * @param payload the bytes as they came, or their beginning where they were above the limit
 * @param reason what is wrong and what to do, in words for the installer
 */
public record Parked(String source, Instant at, String address, byte[] payload, String reason) {

    /** Bytes that are kept of a payload; the rest is cut and the reason says so. */
    public static final int PAYLOAD_BYTES_MAX = 4096;
}
