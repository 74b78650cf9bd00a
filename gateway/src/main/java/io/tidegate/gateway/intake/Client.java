package io.tidegate.gateway.intake;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection: it cuts bytes into packets, keeps the order of the protocol, and stops reading when there is a reason
 * to. {@link #done} and {@link #askToSend} are safe from any thread; all else is used by its event loop.
 *
 * <pre>{@code
 *  bytes ──▶ Frames ──▶ packet ─┬─▶ Handshake      CONNECT
 *                               ├─▶ Inbound        PUBLISH, PUBREL        ──▶ Exchange ──▶ seats, subscribers, retained
 *                               ├─▶ Outbound       PUBACK, PUBREC, PUBCOMP
 *                               └─▶ Subscribing    SUBSCRIBE, UNSUBSCRIBE
 * }</pre>
 */
final class Client implements Reply.Waiting {

    /** Time from connecting to a whole CONNECT. */
    static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    /** A client whose socket takes nothing for so long is disconnected. */
    static final Duration STUCK_MAX = Duration.ofSeconds(60);

    /** Why a client is not read from; it is read again when no reason is left. */
    enum Pause {
        /** The connection that had the session before is being ended. */
        HANDOVER,
        /** As many messages wait for the disk as may. */
        UNACKNOWLEDGED,
        /** A driver's inbox is full, or the driver is away. */
        SEAT,
        /** More messages per second than it may send. */
        RATE,
        /** It does not read what we send. */
        OUTPUT
    }

    private enum Phase {
        STRANGER,
        ENTERING,
        CONNECTED,
        ENDED
    }

    private final Loop loop;
    private final Exchange exchange;
    private final NetSocket socket;
    private final Frames frames;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Allowance allowance;
    private final Promise<Void> released = Promise.promise();
    private final AtomicBoolean sendAsked = new AtomicBoolean();

    private Phase phase = Phase.STRANGER;
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private boolean toAnswer;
    private long heardAtNanos;
    private long stuckSinceNanos;
    private @Nullable Handshake handshake;
    private @Nullable Client predecessor;

    Client(Loop loop, NetSocket socket, long nowNanos) {
        this.loop = loop;
        this.exchange = loop.exchange();
        this.socket = socket;
        this.frames = new Frames(exchange.limits.packetBytes());
        this.inbound = new Inbound(this);
        this.outbound = new Outbound(this);
        this.allowance = new Allowance(exchange.limits.messagesPerSecond(), nowNanos);
        this.heardAtNanos = nowNanos;
    }

    void start() {
        exchange.counters.clients.incrementAndGet();
        loop.add(this);
        socket.handler(this::received);
        socket.exceptionHandler(_ -> end(Reason.CONNECTION_LOST, "the connection broke"));
        socket.closeHandler(_ -> end(Reason.CONNECTION_LOST, "the connection was closed"));
    }

    private void received(Buffer chunk) {
        if (phase == Phase.ENDED) {
            return;
        }
        heardAtNanos = System.nanoTime();
        frames.add(chunk);
        read();
    }

    private void read() {
        int messagesBefore = inbound.messages();
        try {
            while (pauses.isEmpty() && phase != Phase.ENDED && nextFrame()) {
                int first = frames.first();
                PacketReader body = frames.body();
                frames.consume();
                packet(first, body);
            }
        } catch (Refusal refusal) {
            end(refusal.reason(), String.valueOf(refusal.getMessage()));
        }
        if (phase != Phase.ENDED) {
            frames.settle();
            spend(inbound.messages() - messagesBefore);
            flush();
        }
    }

    private boolean nextFrame() throws Refusal {
        if (frames.isEmpty()) {
            return false;
        }
        PacketType.check(frames.first(), phase == Phase.STRANGER);
        return frames.next();
    }

    private void packet(int first, PacketReader body) throws Refusal {
        if (phase == Phase.STRANGER) {
            introduced(body);
            return;
        }
        switch (PacketType.of(first)) {
            case PUBLISH -> inbound.publish(first & 0x0F, body);
            case PUBACK -> outbound.acknowledged(body);
            case PUBREC -> outbound.received(body);
            case PUBCOMP -> outbound.completed(body);
            case PUBREL -> inbound.released(body);
            case SUBSCRIBE -> Subscribing.subscribe(this, body);
            case UNSUBSCRIBE -> Subscribing.unsubscribe(this, body);
            case PINGREQ -> {
                body.expectEnd();
                writer().u8(PacketType.PINGRESP.first()).u8(0);
            }
            case DISCONNECT -> goodbye(body);
            case CONNECT -> throw Refusal.protocol("a second CONNECT");
            case AUTH -> throw Refusal.protocol("AUTH without an authentication method");
            case CONNACK, SUBACK, UNSUBACK, PINGRESP -> throw Refusal.protocol("a packet that only a server sends");
        }
    }

    private void introduced(PacketReader body) throws Refusal {
        Handshake meeting = new Handshake(this, exchange);
        handshake = meeting;
        ConnectPacket connect = meeting.read(body, loop.topics());
        phase = Phase.ENTERING;
        pause(Pause.HANDOVER);
        Client before = exchange.sessions.enter(meeting.clientId(), this, meeting::in);
        outbound.speak(connect);
        if (before == null) {
            entered();
            return;
        }
        predecessor = before;
        before.loop.execute(() -> before.end(Reason.TAKEN_OVER, "somebody else connected"));
        before.released.future().onComplete(_ -> loop.execute(this::entered));
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
        outbound.resend();
        resume(Pause.HANDOVER);
        askToSend();
    }

    private void goodbye(PacketReader body) throws Refusal {
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
        exchange.counters.clients.decrementAndGet();
        count(reason, detail);
        loop.remove(this);
        if (!pauses.isEmpty()) {
            exchange.counters.paused.decrementAndGet();
            pauses.clear();
        }
        frames.clear();
        inbound.end();
        Farewell.say(this, reason, before == Phase.CONNECTED);
        if (before != Phase.ENTERING) {
            if (handshake != null && before == Phase.CONNECTED) {
                meeting().leave(reason);
            }
            release();
        } else if (predecessor == null) {
            release();
        }
    }

    /** Lets a successor go on; one that was still waiting for its own predecessor passes that on. */
    private void release() {
        Handshake meeting = handshake;
        if (meeting != null && meeting.hasSession()) {
            exchange.sessions.leave(meeting.session(), this, System.currentTimeMillis());
        }
        released.tryComplete();
    }

    private void count(Reason reason, String detail) {
        exchange.counters.ended(reason);
        switch (reason) {
            case NORMAL, CONNECTION_LOST, SHUTTING_DOWN -> {}
            default -> exchange.complaints.about(name(), reason, detail);
        }
    }

    /** Its client id, or where it comes from while that is not known. */
    String name() {
        Handshake meeting = handshake;
        return meeting != null && meeting.isRead() ? meeting.clientId() : "at " + socket.remoteAddress();
    }

    void tick(long nowNanos) {
        long silentNanos = nowNanos - heardAtNanos;
        boolean stuck = pauses.contains(Pause.OUTPUT);
        if (stuck && nowNanos - stuckSinceNanos > STUCK_MAX.toNanos()) {
            end(Reason.STUCK, "nothing was read for " + STUCK_MAX.toSeconds() + " s");
        } else if (phase == Phase.STRANGER) {
            if (silentNanos > CONNECT_MAX.toNanos()) {
                end(Reason.CONNECT_TIMEOUT, "no CONNECT within " + CONNECT_MAX.toSeconds() + " s");
            }
        } else if (pauses.isEmpty() && phase == Phase.CONNECTED && meeting().isSilentTooLong(silentNanos)) {
            end(Reason.KEEP_ALIVE_TIMEOUT, "keep-alive " + meeting().keepAliveSeconds() + " s");
        }
    }

    // ---- reading and not reading

    void pause(Pause reason) {
        if (pauses.isEmpty()) {
            socket.pause();
            exchange.counters.paused.incrementAndGet();
        }
        if (reason == Pause.OUTPUT && !pauses.contains(reason)) {
            stuckSinceNanos = System.nanoTime();
        }
        pauses.add(reason);
    }

    void resume(Pause reason) {
        if (!pauses.remove(reason)) {
            return;
        }
        if (pauses.isEmpty()) {
            exchange.counters.paused.decrementAndGet();
            // It was silent because we did not listen.
            heardAtNanos = System.nanoTime();
            read();
            if (pauses.isEmpty() && phase != Phase.ENDED) {
                socket.resume();
            }
        }
    }

    private void spend(int messages) {
        if (messages == 0) {
            return;
        }
        exchange.counters.received.add(messages);
        long waitMillis = allowance.spend(messages, heardAtNanos);
        if (waitMillis > 0) {
            pause(Pause.RATE);
            loop.after(waitMillis, () -> resume(Pause.RATE));
        }
    }

    /** Work that costs as much as so many messages. */
    void charge(int messages) {
        spend(messages);
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
            inbound.answer();
            flush();
        }
    }

    void recall() {
        if (phase == Phase.CONNECTED) {
            inbound.recall();
        }
    }

    void offerAgain() {
        if (phase == Phase.CONNECTED) {
            inbound.offerAgain();
            flush();
        }
    }

    // ---- writing

    void askToSend() {
        if (sendAsked.compareAndSet(false, true)) {
            loop.execute(this::send);
        }
    }

    private void send() {
        sendAsked.set(false);
        if (phase == Phase.CONNECTED) {
            outbound.send();
            flush();
        }
    }

    /** Whether its socket takes more. */
    boolean isWritable() {
        return !socket.writeQueueFull();
    }

    void flush() {
        PacketWriter writer = loop.writer();
        if (writer.isEmpty()) {
            return;
        }
        socket.write(writer.take());
        if (socket.writeQueueFull() && !pauses.contains(Pause.OUTPUT) && phase != Phase.ENDED) {
            pause(Pause.OUTPUT);
            socket.drainHandler(_ -> drained());
        }
    }

    private void drained() {
        resume(Pause.OUTPUT);
        askToSend();
    }

    PacketWriter writer() {
        return loop.writer();
    }

    NetSocket socket() {
        return socket;
    }

    Loop loop() {
        return loop;
    }

    Exchange exchange() {
        return exchange;
    }

    Handshake meeting() {
        Handshake meeting = handshake;
        if (meeting == null) {
            throw new IllegalStateException("no CONNECT yet");
        }
        return meeting;
    }

    boolean isV5() {
        Handshake meeting = handshake;
        return meeting != null && meeting.isV5();
    }

    @Nullable
    Handshake meetingIfAny() {
        return handshake;
    }

    Session session() {
        return meeting().session();
    }

    boolean isConnected() {
        return phase == Phase.CONNECTED;
    }

    /** While it ends, too. */
    @Nullable
    Session sessionIfConnected() {
        Handshake meeting = handshake;
        return meeting != null && meeting.hasSession() && predecessor == null ? meeting.session() : null;
    }
}
