package io.tidegate.gateway.pages;

/** A parked payload as a row of its page. */
public record SetAside(long id, String when, String where, String what, int bytes, Phrase why) {}
