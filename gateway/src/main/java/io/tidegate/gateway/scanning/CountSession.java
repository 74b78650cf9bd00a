package io.tidegate.gateway.scanning;

import java.time.Instant;

/**
 * Goods of one location are being counted, by one scanner or several. Immutable.
 *
 * @param id the position of its first scan in the journal
 */
public record CountSession(long id, String location, Instant begun) {}
