package io.tidegate.gateway.journal;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Where batches end that readers were given and have not settled. Their places may have taken them, whatever they answered: so
 * what such a batch holds never becomes a part of what comes behind it, or the place would have it twice. Safe from any thread.
 */
final class OnTheWay {

    /** Of one reader; the nearest are forgotten. A place that is away is given the same again and again. */
    private static final int ENDS_MAX = 64;

    private final Map<String, NavigableSet<Long>> ends = new ConcurrentHashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Nothing is summed up between the look and the note of where it ends. */
    Look found(String reader, Supplier<Look> looking) {
        lock.readLock().lock();
        try {
            Look look = looking.get();
            if (!look.entries().isEmpty()) {
                NavigableSet<Long> given = ends.computeIfAbsent(reader, _ -> new ConcurrentSkipListSet<>());
                given.add(look.entries().getLast().position());
                if (given.size() > ENDS_MAX) {
                    given.pollFirst();
                }
            }
            return look;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Held while entries become one; who finds it taken comes again. */
    Lock stillness() {
        return lock.writeLock();
    }

    /** Of what the reader has not settled yet; others are forgotten. */
    NavigableSet<Long> ends(Standing standing) {
        NavigableSet<Long> given = ends.getOrDefault(standing.reader(), new TreeSet<>());
        given.removeIf(end -> !standing.awaits(end));
        return given;
    }
}
