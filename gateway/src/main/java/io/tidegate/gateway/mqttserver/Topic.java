package io.tidegate.gateway.mqttserver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A valid topic. Immutable. */
final class Topic {

    /** In no place of a {@link TopicCache}. */
    private static final int NOWHERE = -1;

    private final String name;
    private final byte[] utf8;
    private final int slot;

    /** @param slot its place in the {@link TopicCache} of the loop that has read it */
    Topic(String name, byte[] utf8, int slot) {
        this.name = name;
        this.utf8 = utf8;
        this.slot = slot;
    }

    /** A topic of our own, which is known to be valid. */
    static Topic of(String name) {
        return new Topic(name, name.getBytes(StandardCharsets.UTF_8), NOWHERE);
    }

    String name() {
        return name;
    }

    byte[] utf8() {
        return utf8;
    }

    int slot() {
        return slot;
    }

    boolean is(byte[] bytes, int from, int length) {
        return Arrays.equals(utf8, 0, utf8.length, bytes, from, from + length);
    }
}
