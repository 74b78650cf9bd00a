package io.tidegate.gateway.mqttserver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All sessions, by client id. A session belongs to one connection at a time: who comes with the same client id first has
 * the older connection ended, on its own event loop, and goes on when that is done. Safe from any thread.
 */
final class Sessions {

    /** A month: a device that has not been seen for longer starts afresh. */
    static final long EXPIRY_SECONDS_MAX = 30L * 24 * 3600;

    /** Sessions of absent clients, for each connection that may be there; above it the longest absent is forgotten. */
    private static final int ABSENT_PER_CLIENT = 2;

    /** Messages that wait for subscribers, present or not, or for their acknowledgement; above it the newest is dropped. */
    static final long QUEUED_BYTES_MAX = 4L * 1024 * 1024;

    /** Messages whose sender went before their acknowledgement; above it, what he sends again counts as another one. */
    static final long UNFINISHED_BYTES_MAX = 1024 * 1024;

    /** Wills that wait for the end of their connections, or to be on disk; above it larger ones are refused. */
    static final long WILL_BYTES_MAX = 2L * 1024 * 1024;

    /** QoS 2 packet ids that were not released; above it who has many more than others and opens another is ended. */
    static final long PACKET_ID_BYTES_MAX = 2L * 1024 * 1024;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SessionTable table;
    private final Routes routes;
    private final int absentMax;
    private final Budget queued = new Budget(QUEUED_BYTES_MAX);
    private final AtomicInteger absent = new AtomicInteger();
    private final Queue<Will> lastWords = new ConcurrentLinkedQueue<>();
    private final Budget unfinished = new Budget(UNFINISHED_BYTES_MAX);
    private final Budget packetIds = new Budget(PACKET_ID_BYTES_MAX);
    private final Budget wills = new Budget(WILL_BYTES_MAX);

    Sessions(SessionTable table, Routes routes, int clientsMax) {
        this.table = table;
        this.routes = routes;
        this.absentMax = ABSENT_PER_CLIENT * clientsMax;
    }

    Session create(String clientId) {
        return new Session(clientId, queued, unfinished, packetIds);
    }

    Budget queued() {
        return queued;
    }

    Budget unfinished() {
        return unfinished;
    }

    Budget packetIds() {
        return packetIds;
    }

    Budget wills() {
        return wills;
    }

    SessionTable table() {
        return table;
    }

    /** What was loaded takes its subscriptions again. */
    void restore(Map<String, Session> loaded, long nowNanos) {
        sessions.putAll(loaded);
        absent.addAndGet(loaded.size());
        for (Session session : loaded.values()) {
            session.leftAtNanos = nowNanos;
            for (Route.Subscription each : session.subscriptions.values()) {
                routes.restore(session, each);
            }
        }
    }

    @Nullable
    Session find(String clientId) {
        return sessions.get(clientId);
    }

    /** Whether a connection has it. */
    boolean isOwned(String clientId) {
        Session known = sessions.get(clientId);
        return known != null && known.owner() != null;
    }

    int size() {
        return sessions.size();
    }

    /** The session is the client's from now on. Returns the connection that had it, which must be ended first. */
    @Nullable
    Client enter(String clientId, Client client, Consumer<Session> entered) {
        AtomicReference<@Nullable Client> previous = new AtomicReference<>();
        Session session = sessions.compute(clientId, (id, known) -> {
            Session one = known == null ? create(id) : known;
            if (known != null && known.owner() == null) {
                absent.decrementAndGet();
            }
            previous.set(one.owner());
            one.ownedBy(client);
            return one;
        });
        entered.accept(session);
        return previous.get();
    }

    /** The connection has ended. What is not to be kept is gone; somebody may have taken the session over already. */
    void leave(Session session, Client client, long nowNanos) {
        session.leftAtNanos = nowNanos;
        sessions.computeIfPresent(session.clientId(), (_, known) -> {
            boolean ours = known.owner() == client;
            if (!known.isKept()) {
                clear(known);
            }
            if (!ours) {
                return known;
            }
            known.ownedBy(null);
            if (!known.isKept()) {
                known.end();
                return null;
            }
            absent.incrementAndGet();
            return known;
        });
        if (absent.get() > absentMax) {
            forgetLongestAbsent(nowNanos);
        }
    }

    /** Starts afresh. */
    void clear(Session session) {
        for (String filter : session.subscriptions.keySet()) {
            routes.remove(session, filter);
        }
        session.forget();
    }

    /** Sessions whose time is over, forgotten. */
    void expire(long nowNanos) {
        for (Session each : sessions.values()) {
            if (each.owner() == null && isOver(each, nowNanos)) {
                forget(each, nowNanos, false);
            }
        }
    }

    /** Wills whose delay is over, or whose session is, taken out. */
    List<Will> dueWills(long nowNanos) {
        List<Will> due = new ArrayList<>();
        for (Will last = lastWords.poll(); last != null; last = lastWords.poll()) {
            due.add(last);
        }
        for (Session each : sessions.values()) {
            if (each.will == null || each.owner() != null) {
                continue;
            }
            sessions.computeIfPresent(each.clientId(), (_, known) -> {
                Will will = known.will;
                if (known.owner() == null
                        && will != null
                        && (nowNanos - known.leftAtNanos >= TimeUnit.MILLISECONDS.toNanos(will.delayMillis())
                                || isOver(known, nowNanos))) {
                    due.add(will);
                    known.will = null;
                }
                return known;
            });
        }
        return due;
    }

    private static boolean isOver(Session session, long nowNanos) {
        return nowNanos - session.leftAtNanos >= TimeUnit.SECONDS.toNanos(session.expirySeconds);
    }

    private void forgetLongestAbsent(long nowNanos) {
        sessions.values().stream()
                .filter(each -> each.owner() == null)
                .max(Comparator.comparingLong(each -> nowNanos - each.leftAtNanos))
                .ifPresent(each -> forget(each, nowNanos, true));
    }

    private void forget(Session session, long nowNanos, boolean anyway) {
        sessions.computeIfPresent(session.clientId(), (_, known) -> {
            if (known.owner() != null || !(anyway || isOver(known, nowNanos))) {
                return known;
            }
            Will last = known.will;
            if (last != null) {
                lastWords.add(last);
            }
            absent.decrementAndGet();
            table.remove(known);
            clear(known);
            known.end();
            return null;
        });
    }
}
