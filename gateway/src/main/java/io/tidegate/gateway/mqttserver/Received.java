package io.tidegate.gateway.mqttserver;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The QoS 2 packet ids of a session that are on disk and that the client may still send again. A session that starts
 * afresh gets another one, so that what is still on its way to the disk for the old one does not reach the new one. Safe
 * from any thread.
 */
final class Received {

    private final ReentrantLock lock = new ReentrantLock();
    private final PacketIds packetIds;
    private volatile boolean over;
    private boolean forgotten;

    Received(Budget budget) {
        this.packetIds = new PacketIds(budget);
    }

    void add(int packetId) {
        lock.lock();
        try {
            if (!forgotten) {
                packetIds.add(packetId);
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(int packetId) {
        lock.lock();
        try {
            packetIds.remove(packetId);
        } finally {
            lock.unlock();
        }
    }

    boolean contains(int packetId) {
        lock.lock();
        try {
            return packetIds.contains(packetId);
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return packetIds.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** It is not to survive a restart any more: from now on nothing of it may be written. */
    void end() {
        over = true;
    }

    /** The session starts afresh, or is no more. */
    void forget() {
        lock.lock();
        try {
            over = true;
            forgotten = true;
            packetIds.clear();
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        return over;
    }
}
