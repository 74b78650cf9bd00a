package io.tidegate.gateway.mqttserver;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One event loop and the connections on it. {@link #acknowledged} and {@link #execute} are safe from any thread; all else
 * is used by the loop itself.
 */
final class Loop implements Exchange.Publisher {

    /** Wills and messages of the gateway's own that are not on disk yet; above it they are dropped like QoS 0. */
    private static final int OWN_WAITING_MAX = 1_000;

    /** Connections of one loop that have not sent their CONNECT. */
    static final int STRANGERS_MAX = 64;

    private static final VarHandle TOP;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(Loop.class, "top", Reply.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Vertx vertx;
    private final Context context;
    private final Exchange exchange;
    private final TopicCache topics;
    private final PacketWriter writer = new PacketWriter();
    private final Set<Client> clients = new LinkedHashSet<>();
    private final Set<Client> strangers = new LinkedHashSet<>();
    private final Set<Client> unread = new LinkedHashSet<>();
    private final Set<Client> unsent = new LinkedHashSet<>();
    private final Set<Reply> said = new LinkedHashSet<>();
    private final Deque<Arrived> own = new ArrayDeque<>();
    private final List<Client> answering = new ArrayList<>();
    private volatile @Nullable Reply top;

    Loop(Vertx vertx, Context context, Exchange exchange) {
        this.vertx = vertx;
        this.context = context;
        this.exchange = exchange;
        this.topics = new TopicCache(exchange.limits, exchange.routes);
    }

    /**
     * Everything that this reply stood on is done. Thousands come at once from the journal's thread: they are pushed on a
     * stack, and only who finds it empty wakes the loop. The order does not matter, since each connection answers in the
     * order of arrival.
     */
    void acknowledged(Reply reply) {
        Reply before;
        do {
            before = top;
            reply.next = before;
        } while (!TOP.compareAndSet(this, before, reply));
        if (before == null) {
            context.runOnContext(_ -> answer());
        }
    }

    private void answer() {
        Reply reply = (Reply) TOP.getAndSet(this, (Reply) null);
        while (reply != null) {
            if (reply.waiting() instanceof Client client && client.loop() == this && client.toAnswer()) {
                answering.add(client);
            }
            Reply following = reply.next;
            reply.next = null;
            reply = following;
        }
        for (Client client : answering) {
            run(client, Client::answer);
        }
        answering.clear();
        readOn();
    }

    void execute(Runnable work) {
        context.runOnContext(_ -> work.run());
    }

    /** Runs the work later on this loop. Safe from any thread: a timer belongs to the context that sets it. */
    void after(long millis, Runnable work) {
        execute(() -> vertx.setTimer(Math.max(1, millis), _ -> work.run()));
    }

    /**
     * Does something for one client, and flushes what that wrote: since all write into the same buffer, none of it may be
     * left for another. A bug ends the one connection.
     */
    void run(Client client, Consumer<Client> step) {
        try {
            step.accept(client);
            client.flush();
        } catch (RuntimeException bug) {
            writer.clear();
            exchange.complaints.aboutUs(client.name(), bug);
            client.end(Reason.INTERNAL_ERROR, String.valueOf(bug));
        }
    }

    private void forEach(Consumer<Client> step) {
        for (Client client : List.copyOf(clients)) {
            run(client, step);
        }
    }

    /** It has not said who it is. One too many and the oldest must go: who means well has long said it. */
    void add(Client stranger) {
        clients.add(stranger);
        strangers.add(stranger);
        if (strangers.size() > STRANGERS_MAX) {
            strangers.iterator().next().end(Reason.QUOTA_EXCEEDED, "too many that have not said who they are");
        }
    }

    /** There was no room to write what it is to get. */
    void sendLater(Client client) {
        unsent.add(client);
    }

    /** There may be room again. Who finds none gets back in line. */
    void sendOn() {
        for (Client client : List.copyOf(unsent)) {
            if (exchange.written.left() <= 0) {
                return;
            }
            unsent.remove(client);
            run(client, Client::send);
        }
    }

    /** Too much is held in memory for all clients. */
    void readLater(Client client) {
        unread.add(client);
    }

    /** There may be room again, for as many as can bring a chunk each. */
    private void readOn() {
        if (unread.isEmpty()) {
            return;
        }
        long room = exchange.received.left();
        for (Client client : List.copyOf(unread)) {
            if (room <= 0) {
                return;
            }
            room -= Listener.CHUNK_BYTES_MAX;
            unread.remove(client);
            run(client, each -> each.inlet().account());
        }
    }

    void introduced(Client client) {
        strangers.remove(client);
    }

    void remove(Client client) {
        clients.remove(client);
        strangers.remove(client);
        unsent.remove(client);
        unread.remove(client);
    }

    /** Time passes: keep-alive and other deadlines. */
    void tick(long nowNanos) {
        forEach(client -> client.tick(nowNanos));
        sendOn();
        readOn();
    }

    /** A subscriber left: what it did not acknowledge waits for the next one. */
    void recall(Seat left, Runnable offerAgain) {
        own.clear();
        for (Reply each : said) {
            each.collectAdrift(own);
        }
        forEach(Client::recall);
        if (left.recalled()) {
            offerAgain.run();
        }
    }

    /** A seat has room again, or somebody sits in it. */
    void offerAgain() {
        while (!own.isEmpty() && own.element().offer()) {
            own.remove();
        }
        forEach(Client::offerAgain);
    }

    /**
     * Says a will, or a message of the gateway's own. False when too many wait already.
     *
     * @param safe told on any thread when it is on disk; at once with QoS 0
     */
    boolean publish(Publication publication, Runnable safe) {
        if (publication.qos() == 0) {
            exchange.publish(publication, false, null, this);
            safe.run();
            return true;
        }
        if (said.size() >= OWN_WAITING_MAX) {
            return false;
        }
        Reply.Waiting waiting = done -> {
            safe.run();
            execute(() -> said.remove(done));
        };
        Reply reply = new Reply(waiting, 0, publication);
        said.add(reply);
        exchange.publish(publication, false, reply, this);
        reply.sealed();
        return true;
    }

    void sayWill(Will will, long nowMillis) {
        Runnable over = () -> exchange.sessions.wills().hold(-will.weight());
        if (!publish(will.said(nowMillis), over)) {
            exchange.counters.droppedQos0.increment();
            over.run();
        }
    }

    void endAll(Reason reason) {
        forEach(client -> client.end(reason, ""));
    }

    @Override
    public @Nullable Session session() {
        return null;
    }

    @Override
    public boolean mayOffer() {
        return own.isEmpty();
    }

    @Override
    public void keep(Arrived refused) {
        own.add(refused);
    }

    Exchange exchange() {
        return exchange;
    }

    @Override
    public TopicCache topics() {
        return topics;
    }

    PacketWriter writer() {
        return writer;
    }
}
