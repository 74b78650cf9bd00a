package io.tidegate.gateway.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A valid topic and, as long as the subscriptions are the same, who gets its messages. Safe from any thread. */
final class Topic {

    private final String name;
    private final byte[] utf8;
    /** Wills and retained messages are shared by loops; who finds an old one looks it up again. */
    private Route route = Route.UNKNOWN;

    Topic(String name, byte[] utf8) {
        this.name = name;
        this.utf8 = utf8;
    }

    /** A topic of our own, which is known to be valid. */
    static Topic of(String name) {
        return new Topic(name, name.getBytes(StandardCharsets.UTF_8));
    }

    String name() {
        return name;
    }

    byte[] utf8() {
        return utf8;
    }

    boolean is(byte[] bytes, int from, int length) {
        return Arrays.equals(utf8, 0, utf8.length, bytes, from, from + length);
    }

    Route route(Routes routes) {
        if (route.version() != routes.version()) {
            route = routes.find(name);
        }
        return route;
    }
}
