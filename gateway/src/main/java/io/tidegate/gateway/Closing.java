package io.tidegate.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tinylog.Logger;

/** Closes what was opened, the newest first, and each whatever the others do. Used by one thread at a time. */
final class Closing implements AutoCloseable {

    private record Part(String name, AutoCloseable part) {}

    private final Deque<Part> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            Part next = parts.pop();
            try {
                next.part.close();
            } catch (Exception e) {
                Logger.warn(e, "{} did not close in order", next.name);
            }
        }
    }
}
