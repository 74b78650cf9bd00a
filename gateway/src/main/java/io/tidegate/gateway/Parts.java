package io.tidegate.gateway;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tinylog.Logger;

/**
 * What runs by the site file, one part for each of its devices or sinks. When the site file changes, only what changed in it
 * starts anew. Asked from any thread; changed and closed by one at a time.
 *
 * @param <C> what the site file says of a part
 * @param <P> the running part
 */
final class Parts<C, P extends AutoCloseable> implements AutoCloseable {

    private final String what;
    private final Function<C, String> id;
    private final Function<C, P> opening;
    private final Map<String, Part<C, P>> parts = new LinkedHashMap<>();
    private volatile List<P> running = List.of();
    private boolean closed;

    private record Part<C, P>(C config, P running) {}

    /**
     * @param what in the log: {@code device}
     * @param opening starts one; what cannot be reached is tried again by the part itself
     */
    Parts(String what, Function<C, String> id, Function<C, P> opening) {
        this.what = what;
        this.id = id;
        this.opening = opening;
    }

    /**
     * Closes what is no longer wanted or wanted otherwise, then opens what is missing. Nothing once it is closed.
     *
     * @param between what is to be done when the old ones are closed and the new ones not yet open
     */
    synchronized void become(List<C> wanted, Runnable between) {
        if (closed) {
            return;
        }
        Map<String, C> next = new LinkedHashMap<>();
        wanted.forEach(each -> next.put(id.apply(each), each));
        Iterator<Map.Entry<String, Part<C, P>>> old = parts.entrySet().iterator();
        while (old.hasNext()) {
            Map.Entry<String, Part<C, P>> part = old.next();
            if (!part.getValue().config.equals(next.get(part.getKey()))) {
                old.remove();
                close(part.getKey(), part.getValue());
            }
        }
        between.run();
        open(next);
    }

    /** In the order of the site file. */
    private void open(Map<String, C> wanted) {
        Map<String, Part<C, P>> kept = new LinkedHashMap<>(parts);
        parts.clear();
        try {
            for (Map.Entry<String, C> each : wanted.entrySet()) {
                Part<C, P> part = kept.remove(each.getKey());
                parts.put(each.getKey(), part == null ? opened(each.getValue()) : part);
            }
        } finally {
            // What a mistake in one has kept from its turn runs on.
            parts.putAll(kept);
            running = parts.values().stream().map(Part::running).toList();
        }
    }

    private Part<C, P> opened(C config) {
        return new Part<>(config, opening.apply(config));
    }

    /** Those that run, in the order of the site file. */
    List<P> running() {
        return running;
    }

    /** The newest first, and each whatever the others do. They can be asked how they ended. */
    @Override
    public synchronized void close() {
        closed = true;
        List<Map.Entry<String, Part<C, P>>> all = new ArrayList<>(parts.entrySet());
        parts.clear();
        all.reversed().forEach(part -> close(part.getKey(), part.getValue()));
    }

    private void close(String name, Part<C, P> part) {
        try {
            part.running.close();
        } catch (Exception e) {
            Logger.warn(e, "{} {} did not close in order", what, name);
        }
    }
}
