package io.tidegate.sync;

/** An entry that a place will never accept, and why in its own words. */
public record Rejected(long position, String reason) {}
