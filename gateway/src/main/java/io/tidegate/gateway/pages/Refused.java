package io.tidegate.gateway.pages;

/** A rejected entry as a row of its page. */
public record Refused(String when, String cloud, String entry, String why, boolean again) {}
