package io.tidegate.scan;

/** Something that a scanner sent is no scan, and why, with what to do. Immutable. */
public record Unreadable(String reason) {}
