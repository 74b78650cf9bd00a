package io.tidegate.gateway.mqttserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All subscriptions, as a tree of topic levels. Safe from any thread; its locks are held for microseconds. Event loops
 * remember what they found ({@link TopicCache#route}) until the version changes.
 */
final class Routes {

    /** What all subscriptions together may take; above it further ones are refused, so that they do not fill the heap. */
    static final long BYTES_MAX = 4L * 1024 * 1024;

    private static final int SUBSCRIPTION_BYTES = 240;

    /** A level with its maps, when nobody else has it. */
    private static final int LEVEL_BYTES = 400;

    private static final class Level {
        final Map<String, Level> below = new HashMap<>();
        final Set<Seat> seats = new LinkedHashSet<>();
        /** Shared by the routes of all topics that it is the only match of. */
        final Map<Session, Route.Delivery> clients = new LinkedHashMap<>();

        boolean isEmpty() {
            return below.isEmpty() && seats.isEmpty() && clients.isEmpty();
        }
    }

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Level root = new Level();
    private final AtomicLong version = new AtomicLong();
    private long bytes;

    long version() {
        return version.get();
    }

    void add(Seat seat) {
        lock.writeLock().lock();
        try {
            for (String filter : seat.filters()) {
                open(filter).seats.add(seat);
            }
            version.incrementAndGet();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** At once, so that no message comes to both. */
    void replace(List<Seat> left, List<Seat> next) {
        lock.writeLock().lock();
        try {
            for (Seat seat : left) {
                seat.filters().forEach(filter -> remove(root, levels(filter), 0, level -> level.seats.remove(seat)));
            }
            next.forEach(this::add);
            version.incrementAndGet();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** False when as much is subscribed to as may be; a filter that the session has already is only changed. */
    boolean add(Session session, Route.Subscription subscription) {
        return add(session, subscription, BYTES_MAX);
    }

    /** What was granted before a restart. */
    void restore(Session session, Route.Subscription subscription) {
        add(session, subscription, Long.MAX_VALUE);
    }

    private boolean add(Session session, Route.Subscription subscription, long bytesMax) {
        String filter = subscription.filter();
        boolean known = session.subscriptions.containsKey(filter);
        lock.writeLock().lock();
        try {
            if (!known && bytes + bytes(filter) > bytesMax) {
                return false;
            }
            if (open(filter).clients.put(session, subscription.of(session)) == null) {
                bytes += bytes(filter);
            }
            version.incrementAndGet();
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static long bytes(String filter) {
        return SUBSCRIPTION_BYTES + 2L * filter.length() + (long) LEVEL_BYTES * Filters.levels(filter);
    }

    void remove(Session session, String filter) {
        lock.writeLock().lock();
        try {
            if (remove(root, levels(filter), 0, level -> level.clients.remove(session) != null)) {
                bytes -= bytes(filter);
                version.incrementAndGet();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    Route find(String topic) {
        lock.readLock().lock();
        try {
            Set<Seat> seats = new LinkedHashSet<>();
            Map<Session, Route.Delivery> clients = new LinkedHashMap<>();
            match(root, levels(topic), 0, topic.charAt(0) == '$', new Found(seats, clients));
            if (!seats.stream().allMatch(Seat::isKept)) {
                seats.removeIf(Seat::isKept);
            }
            return new Route(version.get(), seats.toArray(new Seat[0]), List.copyOf(clients.values()));
        } finally {
            lock.readLock().unlock();
        }
    }

    private record Found(Set<Seat> seats, Map<Session, Route.Delivery> clients) {
        void take(@Nullable Level level) {
            if (level == null) {
                return;
            }
            seats.addAll(level.seats);
            level.clients.forEach((session, one) -> clients.merge(session, one, Route.Delivery::and));
        }
    }

    /** As deep as the topic, whose levels are limited. */
    private static void match(Level level, List<String> topic, int depth, boolean system, Found found) {
        boolean wild = depth > 0 || !system;
        if (wild) {
            found.take(level.below.get("#"));
        }
        if (depth == topic.size()) {
            found.take(level);
            return;
        }
        Level same = level.below.get(topic.get(depth));
        if (same != null) {
            match(same, topic, depth + 1, system, found);
        }
        Level any = level.below.get("+");
        if (any != null && wild) {
            match(any, topic, depth + 1, system, found);
        }
    }

    private Level open(String filter) {
        Level level = root;
        for (String name : levels(filter)) {
            level = level.below.computeIfAbsent(name, _ -> new Level());
        }
        return level;
    }

    private static boolean remove(Level level, List<String> filter, int depth, Predicate<Level> removal) {
        if (depth == filter.size()) {
            return removal.test(level);
        }
        Level below = level.below.get(filter.get(depth));
        if (below == null) {
            return false;
        }
        boolean removed = remove(below, filter, depth + 1, removal);
        if (below.isEmpty()) {
            level.below.remove(filter.get(depth));
        }
        return removed;
    }

    private static List<String> levels(String topic) {
        List<String> levels = new ArrayList<>();
        int from = 0;
        for (int slash = topic.indexOf('/'); slash >= 0; slash = topic.indexOf('/', from)) {
            levels.add(topic.substring(from, slash));
            from = slash + 1;
        }
        levels.add(topic.substring(from));
        return levels;
    }
}
