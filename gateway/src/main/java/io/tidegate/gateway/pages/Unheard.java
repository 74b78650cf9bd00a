package io.tidegate.gateway.pages;

/** A topic that nobody listens to as a row of its page. */
public record Unheard(String when, String topic, String messages) {}
