package io.tidegate.gateway.mqttserver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a client, also between its connections (5.0 and 3.1.1 section 4.1). {@link #offer} is safe from
 * any thread; all else is used by the event loop of the connection that owns it, and by {@link Sessions} when none does.
 */
final class Session {

    /** Messages that wait for a subscriber who is slow or away; above it the newest is dropped and counted. */
    static final int QUEUE_MAX = 1_000;

    /** The same in bytes. One message above it by itself passes when nothing else waits. */
    static final long QUEUE_BYTES_MAX = 2L * 1024 * 1024;

    /**
     * A message to this client.
     *
     * @param subscriptionIds that the client gave to what matched
     */
    record Outgoing(Publication publication, int qos, boolean retain, List<Integer> subscriptionIds) {}

    /** A sent message that the client has not acknowledged; its payload is gone once it was received (QoS 2). */
    record Unacknowledged(@Nullable Outgoing message) {}

    private final String clientId;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Outgoing> queue = new ArrayDeque<>();
    private final Budget budget;
    private final Budget unfinishedBudget;
    private final Budget packetIdBudget;
    private long unfinishedBytes;
    private long queuedBytes;
    private long heldBytes;
    private @Nullable Outgoing ready;
    private boolean over;
    private volatile @Nullable Client owner;

    /** By filter. The journal's thread reads them when it saves the session. */
    final Map<String, Route.Subscription> subscriptions = new ConcurrentHashMap<>();

    /** Retained messages for new subscriptions; they go before what waits in the queue. */
    final OldValues oldValues = new OldValues();

    /** Sent with QoS 1 and 2, by packet id, in the order of sending. */
    final Map<Integer, Unacknowledged> unacknowledged = new LinkedHashMap<>();

    /** QoS 2 messages that the client may still send again. Another one when the session starts afresh. */
    Received received;

    /** Messages of an earlier connection that were not on disk yet when it ended, by packet id. */
    private final Map<Integer, Reply> unfinished = new HashMap<>();

    /** Set while a save of this session waits for the disk, which will take what is true by then. */
    final AtomicBoolean saving = new AtomicBoolean();

    volatile long expirySeconds;
    /** By the monotonic clock: a box without a battery sets its clock forward by decades when it finds the time. */
    long leftAtNanos;

    @Nullable
    Will will;

    /**
     * @param queued budget of what waits for all clients, and of what they have not acknowledged
     * @param unfinished budget of what all clients have sent by earlier connections
     * @param packetIds budget of the packet ids that all clients have not released
     */
    Session(String clientId, Budget queued, Budget unfinished, Budget packetIds) {
        this.clientId = clientId;
        this.budget = queued;
        this.unfinishedBudget = unfinished;
        this.packetIdBudget = packetIds;
        this.received = new Received(packetIds);
    }

    String clientId() {
        return clientId;
    }

    @Nullable
    Client owner() {
        return owner;
    }

    void ownedBy(@Nullable Client client) {
        owner = client;
    }

    boolean isKept() {
        return expirySeconds > 0;
    }

    /** False when it was dropped: the client is too slow, or away and does not mind (QoS 0), or too much waits for all. */
    boolean offer(Outgoing message) {
        if (owner == null && message.qos() == 0) {
            return false;
        }
        int weight = message.publication().weight();
        lock.lock();
        try {
            boolean full = queue.size() >= QUEUE_MAX || (queuedBytes + weight > QUEUE_BYTES_MAX && !queue.isEmpty());
            if (over || full || !budget.allows(heldBytes, weight)) {
                return false;
            }
            queue.add(message);
            queuedBytes += weight;
            hold(weight);
        } finally {
            lock.unlock();
        }
        wakeOwner();
        return true;
    }

    /** Whoever has the session by now: a connection that took it over meanwhile has not seen what was just added. */
    private void wakeOwner() {
        Client client = owner;
        if (client != null) {
            client.askToSend();
        }
    }

    /** The message that is to be sent next: an old value, or one from the queue. The same until {@link #taken}. */
    @Nullable
    Outgoing next(long nowMillis) {
        if (ready == null) {
            ready = oldValues.isEmpty() ? poll() : oldValue(nowMillis);
        }
        return ready;
    }

    void taken() {
        ready = null;
    }

    private @Nullable Outgoing oldValue(long nowMillis) {
        Outgoing old = oldValues.next(nowMillis);
        if (old != null) {
            lock.lock();
            try {
                hold(old.publication().weight());
            } finally {
                lock.unlock();
            }
        }
        return old;
    }

    private @Nullable Outgoing poll() {
        lock.lock();
        try {
            Outgoing next = queue.poll();
            if (next != null) {
                queuedBytes -= next.publication().weight();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Sent or dropped, and nothing of it is needed any more. */
    void done(@Nullable Outgoing message) {
        if (message != null) {
            lock.lock();
            try {
                hold(-message.publication().weight());
            } finally {
                lock.unlock();
            }
        }
    }

    private void hold(long bytes) {
        heldBytes += bytes;
        budget.hold(bytes);
    }

    /** For when the client sends it again. Above the limit it is forgotten, and then sent again is another message. */
    void adjourn(Reply reply) {
        recall(reply.packetId());
        if (unfinishedBudget.allows(unfinishedBytes, reply.bytes())) {
            reply.adjourn();
            unfinished.put(reply.packetId(), reply);
            holdUnfinished(reply.bytes());
        }
    }

    /** The message of an earlier connection with this packet id, for good. */
    @Nullable
    Reply recall(int packetId) {
        Reply reply = unfinished.isEmpty() ? null : unfinished.remove(packetId);
        if (reply != null) {
            holdUnfinished(-reply.bytes());
        }
        return reply;
    }

    private void holdUnfinished(long bytes) {
        unfinishedBytes += bytes;
        unfinishedBudget.hold(bytes);
    }

    boolean hasMore() {
        lock.lock();
        try {
            return ready != null || !oldValues.isEmpty() || !queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is left of what was. */
    void forget() {
        subscriptions.clear();
        oldValues.clear();
        ready = null;
        unacknowledged.clear();
        received.forget();
        received = new Received(packetIdBudget);
        unfinished.clear();
        unfinishedBudget.hold(-unfinishedBytes);
        unfinishedBytes = 0;
        lock.lock();
        try {
            queue.clear();
            queuedBytes = 0;
            hold(-heldBytes);
        } finally {
            lock.unlock();
        }
    }

    /** It is no more. Another event loop may have looked up the way to it just before; what comes by that is dropped. */
    void end() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
        forget();
    }
}
