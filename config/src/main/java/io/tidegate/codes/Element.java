package io.tidegate.codes;

/**
 * An application identifier and what stands behind it. Immutable.
 *
 * @param identifier its digits, such as 01
 * @param sound whether nothing is wrong with the value itself
 */
public record Element(String identifier, String value, boolean sound) {}
