package io.tidegate.gateway.intake;

import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The QoS 2 packet ids of a session that are on disk and that the client may still send again: at most 65,535, which are
 * 8 KiB. A session that starts afresh gets another one, so that what is still on its way to the disk for the old one does
 * not reach the new one. Safe from any thread.
 */
final class Received {

    private final ReentrantLock lock = new ReentrantLock();
    private final BitSet packetIds = new BitSet();
    private volatile boolean over;

    void add(int packetId) {
        lock.lock();
        try {
            packetIds.set(packetId);
        } finally {
            lock.unlock();
        }
    }

    void remove(int packetId) {
        lock.lock();
        try {
            packetIds.clear(packetId);
        } finally {
            lock.unlock();
        }
    }

    boolean contains(int packetId) {
        lock.lock();
        try {
            return packetIds.get(packetId);
        } finally {
            lock.unlock();
        }
    }

    /** The session starts afresh, or is forgotten. From now on nothing more of it may be written. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
