package io.tidegate.gateway.mqttserver;

import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its CONNECT to its end. {@link #done} and {@link #askToSend} are safe from any thread; all
 * else is used by its event loop.
 *
 * <pre>{@code
 *  bytes ──▶ Inlet ──▶ packet ─┬─▶ Handshake      CONNECT, DISCONNECT
 *            (Frames, Valve)   ├─▶ Inbound        PUBLISH, PUBREL        ──▶ Exchange ──▶ seats, subscribers, retained
 *                              ├─▶ Outbound       PUBACK, PUBREC, PUBCOMP
 *                              └─▶ Subscribing    SUBSCRIBE, UNSUBSCRIBE
 *  bytes ◀── Outlet ◀── PacketWriter ◀── answers, messages of others
 * }</pre>
 */
final class Client implements Reply.Waiting {

    /** Time from connecting to a whole CONNECT. */
    static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    private enum Phase {
        STRANGER,
        ENTERING,
        CONNECTED,
        ENDED
    }

    private final Loop loop;
    private final Exchange exchange;
    private final NetSocket socket;
    private final Inlet inlet;
    private final Outlet outlet;
    private final Promise<Void> released = Promise.promise();
    private final long sinceNanos;

    private Phase phase = Phase.STRANGER;
    private boolean admitted;
    private boolean toAnswer;
    private @Nullable Handshake handshake;
    private @Nullable Client predecessor;

    Client(Loop loop, NetSocket socket, long nowNanos) {
        this.loop = loop;
        this.exchange = loop.exchange();
        this.socket = socket;
        this.sinceNanos = nowNanos;
        this.inlet = new Inlet(this, socket, nowNanos);
        this.outlet = new Outlet(this, loop, socket);
    }

    void start() {
        loop.add(this);
        socket.handler(inlet::received);
        socket.exceptionHandler(_ -> end(Reason.CONNECTION_LOST, "the connection broke"));
        socket.closeHandler(_ -> end(Reason.CONNECTION_LOST, "the connection was closed"));
    }

    // ---- from CONNECT to the end

    void introduced(PacketReader body) throws Refusal {
        Handshake meeting = new Handshake(this, exchange);
        handshake = meeting;
        ConnectPacket connect = meeting.read(body, loop.topics());
        admit(meeting.clientId());
        phase = Phase.ENTERING;
        loop.introduced(this);
        pause(Valve.Cause.HANDOVER);
        Client before = exchange.sessions.enter(meeting.clientId(), this, meeting::in);
        inlet.outbound().speak(connect);
        if (before == null) {
            entered();
            return;
        }
        predecessor = before;
        before.loop.execute(() -> before.end(Reason.TAKEN_OVER, "somebody else connected"));
        before.released.future().onComplete(_ -> loop.execute(() -> loop.run(this, Client::entered)));
    }

    /** Who takes the place of another connection needs none of its own. */
    private void admit(String clientId) throws Refusal {
        admitted = true;
        if (exchange.counters.clients.incrementAndGet() > exchange.limits.clients()
                && !exchange.sessions.isOwned(clientId)) {
            throw new Refusal(Reason.QUOTA_EXCEEDED, "more than " + exchange.limits.clients() + " clients");
        }
    }

    /** The session is ours alone. */
    private void entered() {
        predecessor = null;
        if (phase != Phase.ENTERING) {
            release();
            return;
        }
        phase = Phase.CONNECTED;
        meeting().welcome(System.currentTimeMillis());
        inlet.outbound().resend();
        resume(Valve.Cause.HANDOVER);
        askToSend();
    }

    void goodbye(PacketReader body) throws Refusal {
        meeting().goodbye(body);
        end(Reason.NORMAL, "");
    }

    /** Ends the connection, telling the client why as far as its version can. Does nothing the second time. */
    void end(Reason reason, String detail) {
        if (phase == Phase.ENDED) {
            return;
        }
        Phase before = phase;
        phase = Phase.ENDED;
        if (admitted) {
            exchange.counters.clients.decrementAndGet();
        }
        exchange.ended(name(), reason, detail);
        loop.remove(this);
        inlet.end();
        Farewell.say(this, reason, before == Phase.CONNECTED);
        Handshake meeting = handshake;
        if (meeting != null) {
            meeting.leave(before == Phase.CONNECTED);
        }
        if (before != Phase.ENTERING || predecessor == null) {
            release();
        }
    }

    /** Lets a successor go on; one that was still waiting for its own predecessor passes that on. */
    private void release() {
        Handshake meeting = handshake;
        if (meeting != null && meeting.hasSession()) {
            exchange.sessions.leave(meeting.session(), this, System.nanoTime());
        }
        released.tryComplete();
    }

    /** Its client id, or where it comes from while that is not known. */
    String name() {
        Handshake meeting = handshake;
        return meeting != null && meeting.isRead()
                ? meeting.clientId()
                : "at " + socket.remoteAddress().host();
    }

    void tick(long nowNanos) {
        inlet.tick(nowNanos);
        if (phase == Phase.STRANGER && nowNanos - sinceNanos > CONNECT_MAX.toNanos()) {
            end(Reason.CONNECT_TIMEOUT, "no CONNECT within " + CONNECT_MAX.toSeconds() + " s");
        } else if (phase == Phase.CONNECTED && meeting().isSilentTooLong(inlet.silentNanos(nowNanos))) {
            end(Reason.KEEP_ALIVE_TIMEOUT, "keep-alive " + meeting().keepAliveSeconds() + " s");
        }
    }

    // ---- reading and not reading

    Inlet inlet() {
        return inlet;
    }

    void pause(Valve.Cause cause) {
        inlet.pause(cause);
    }

    void resume(Valve.Cause cause) {
        inlet.resume(cause);
    }

    /** Stops reading until the socket has taken what was written; false when that is so already. */
    boolean stall() {
        if (phase == Phase.ENDED || inlet.valve().isShutFor(Valve.Cause.OUTPUT)) {
            return false;
        }
        pause(Valve.Cause.OUTPUT);
        return true;
    }

    /** Work that costs as much as so many packets. */
    void charge(int packets) {
        inlet.charge(packets);
    }

    // ---- answering

    @Override
    public void done(Reply reply) {
        loop.acknowledged(reply);
    }

    /** True the first time until {@link #answer}. */
    boolean toAnswer() {
        boolean first = !toAnswer && phase == Phase.CONNECTED;
        toAnswer |= first;
        return first;
    }

    void answer() {
        toAnswer = false;
        if (phase == Phase.CONNECTED) {
            inlet.inbound().answer();
            inlet.account();
        }
    }

    void recall() {
        if (phase == Phase.CONNECTED) {
            inlet.inbound().recall();
        }
    }

    void offerAgain() {
        if (phase == Phase.CONNECTED) {
            inlet.inbound().offerAgain();
        }
    }

    // ---- writing

    void askToSend() {
        outlet.askToSend();
    }

    void send() {
        if (phase == Phase.CONNECTED) {
            inlet.outbound().send();
        }
    }

    void flush() {
        outlet.flush();
    }

    PacketWriter writer() {
        return loop.writer();
    }

    Outlet outlet() {
        return outlet;
    }

    // ---- who it is

    Loop loop() {
        return loop;
    }

    Exchange exchange() {
        return exchange;
    }

    boolean isStranger() {
        return phase == Phase.STRANGER;
    }

    boolean isConnected() {
        return phase == Phase.CONNECTED;
    }

    boolean isEnded() {
        return phase == Phase.ENDED;
    }

    Handshake meeting() {
        Handshake meeting = handshake;
        if (meeting == null) {
            throw new IllegalStateException("no CONNECT yet");
        }
        return meeting;
    }

    @Nullable
    Handshake meetingIfAny() {
        return handshake;
    }

    boolean isV5() {
        Handshake meeting = handshake;
        return meeting != null && meeting.isV5();
    }

    Session session() {
        return meeting().session();
    }

    /** While it ends, too. */
    @Nullable
    Session sessionIfConnected() {
        Handshake meeting = handshake;
        return meeting != null && meeting.hasSession() && predecessor == null ? meeting.session() : null;
    }
}
