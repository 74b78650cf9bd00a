package io.tidegate.gateway.labels;

/**
 * A code for a scanner without a screen.
 *
 * @param heading a short word for who looks for it
 * @param what it does, in a line
 * @param data what the scanner reads
 */
public record Printable(String heading, String what, String data) {}
