package io.tidegate.gateway.mqttserver;

import java.util.Arrays;

/**
 * Packet ids, sorted: two bytes each, since thousands of clients may have thousands of them. What they take is charged to a
 * budget of all clients. Used by one thread at a time.
 */
final class PacketIds {

    /** In memory, growth included, and with what is on disk of it. */
    static final int ID_BYTES = 8;

    private static final char[] NONE = {};

    private final Budget budget;
    private char[] ids = NONE;
    private int size;

    PacketIds(Budget budget) {
        this.budget = budget;
    }

    int size() {
        return size;
    }

    long bytes() {
        return (long) ID_BYTES * size;
    }

    boolean contains(int packetId) {
        return place(packetId) >= 0;
    }

    private int place(int packetId) {
        return Arrays.binarySearch(ids, 0, size, (char) packetId);
    }

    boolean add(int packetId) {
        int place = place(packetId);
        if (place >= 0) {
            return false;
        }
        int at = -place - 1;
        char[] larger = size < ids.length ? ids : Arrays.copyOf(ids, Math.max(4, size * 2));
        System.arraycopy(ids, at, larger, at + 1, size - at);
        larger[at] = (char) packetId;
        ids = larger;
        size++;
        budget.hold(ID_BYTES);
        return true;
    }

    boolean remove(int packetId) {
        int place = place(packetId);
        if (place < 0) {
            return false;
        }
        size--;
        System.arraycopy(ids, place + 1, ids, place, size - place);
        if (size == 0) {
            ids = NONE;
        }
        budget.hold(-ID_BYTES);
        return true;
    }

    void clear() {
        budget.hold(-bytes());
        size = 0;
        ids = NONE;
    }
}
