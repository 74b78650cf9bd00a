package io.tidegate.gateway.mqttserver;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/**
 * What is read from one client: bytes become packets, and each goes to whom it concerns, as long as the {@link Valve} is
 * open. Used by its event loop.
 */
final class Inlet {

    /** How long the beginning of a packet may be held while memory is short. */
    static final Duration UNFINISHED_MAX = Duration.ofSeconds(10);

    /** What one client may cost in one turn of the event loop, as so many packets: some milliseconds. */
    static final int TURN_MAX = 2_000;

    private final Client client;
    private final Exchange exchange;
    private final Frames frames;
    private final Allowance allowance;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Valve valve;
    private long heardAtNanos;
    private long heldBytes;
    private int receivedMessages;
    private int toSpend;
    private boolean rateTimer;

    Inlet(Client client, NetSocket socket, long nowNanos) {
        this.client = client;
        this.exchange = client.exchange();
        this.frames = new Frames(exchange.limits.packetBytes());
        this.allowance = new Allowance(exchange.limits.messagesPerSecond(), nowNanos);
        this.inbound = new Inbound(client);
        this.outbound = new Outbound(client);
        this.valve = new Valve(socket, exchange.counters);
        this.heardAtNanos = nowNanos;
    }

    void received(Buffer chunk) {
        if (!client.isEnded()) {
            heardAtNanos = System.nanoTime();
            frames.add(chunk);
            client.loop().run(client, each -> each.inlet().read());
        }
    }

    void read() {
        try {
            while (valve.isOpen() && toSpend < TURN_MAX && !client.isEnded() && nextFrame()) {
                int first = frames.first();
                PacketReader body = frames.body();
                frames.consume();
                toSpend++;
                packet(first, body);
            }
        } catch (Refusal refusal) {
            client.end(refusal.reason(), String.valueOf(refusal.getMessage()));
        }
        if (!client.isEnded()) {
            frames.settle();
            account();
            int messages = inbound.messages() - receivedMessages;
            receivedMessages += messages;
            exchange.counters.received.add(messages);
            spend();
        }
    }

    private boolean nextFrame() throws Refusal {
        if (frames.isEmpty()) {
            return false;
        }
        PacketType.check(frames.first(), client.isStranger());
        return frames.next();
    }

    private void packet(int first, PacketReader body) throws Refusal {
        if (client.isStranger()) {
            client.introduced(body);
            return;
        }
        switch (PacketType.of(first)) {
            case PUBLISH -> inbound.publish(first & 0x0F, body);
            case PUBACK -> outbound.acknowledged(body);
            case PUBREC -> outbound.received(body);
            case PUBCOMP -> outbound.completed(body);
            case PUBREL -> inbound.exactlyOnce().released(body);
            case SUBSCRIBE -> Subscribing.subscribe(client, body);
            case UNSUBSCRIBE -> Subscribing.unsubscribe(client, body);
            case PINGREQ -> {
                body.expectEnd();
                client.writer().u8(PacketType.PINGRESP.first()).u8(0);
            }
            case DISCONNECT -> client.goodbye(body);
            case CONNECT -> throw Refusal.protocol("a second CONNECT");
            case AUTH -> throw Refusal.protocol("AUTH without an authentication method");
            case CONNACK, SUBACK, UNSUBACK, PINGRESP -> throw Refusal.protocol("a packet that only a server sends");
        }
    }

    /** Makes known what it holds in memory. Above the limit for all, it is read from later, unless that is little. */
    void account() {
        long now = frames.held() + inbound.waitingBytes();
        exchange.received.hold(now - heldBytes);
        heldBytes = now;
        if (!exchange.received.allows(now, 0)) {
            valve.shut(Valve.Cause.MEMORY);
            client.loop().readLater(client);
        } else if (valve.isShutFor(Valve.Cause.MEMORY)) {
            resume(Valve.Cause.MEMORY);
        }
    }

    /** Ends who would hold memory that others need with a packet that he does not finish, or is shut out for too long. */
    void tick(long nowNanos) {
        valve.tick(client, nowNanos);
        boolean unfinished = inbound.isIdle() && !frames.isEmpty() && !exchange.received.allows(heldBytes, 0);
        if (unfinished && nowNanos - heardAtNanos > UNFINISHED_MAX.toNanos()) {
            client.end(Reason.QUOTA_EXCEEDED, "a packet that is not whole, while memory is short");
        }
    }

    /** Counts work that costs as much as so many packets, beside the packet that asks for it. */
    void charge(int packets) {
        toSpend += packets;
    }

    /** Pays for all that was just read, and stops reading when that was too much, be it for one turn. */
    private void spend() {
        if (toSpend > 0) {
            long millis = allowance.spend(toSpend, heardAtNanos);
            readLaterIn(toSpend < TURN_MAX ? millis : Math.max(1, millis));
            toSpend = 0;
        }
    }

    private void readLaterIn(long millis) {
        if (millis == 0) {
            return;
        }
        valve.shut(Valve.Cause.RATE);
        if (!rateTimer) {
            rateTimer = true;
            client.loop().after(millis, this::readIfAllowed);
        }
    }

    /** More may have been spent since the timer was set. */
    private void readIfAllowed() {
        rateTimer = false;
        long millis = client.isEnded() ? 0 : allowance.spend(0, System.nanoTime());
        if (millis == 0) {
            resume(Valve.Cause.RATE);
        } else {
            readLaterIn(millis);
        }
    }

    void pause(Valve.Cause cause) {
        valve.shut(cause);
    }

    void resume(Valve.Cause cause) {
        if (valve.open(cause)) {
            // It was silent because we did not listen.
            heardAtNanos = System.nanoTime();
            client.loop().run(client, each -> each.inlet().read());
            if (!client.isEnded()) {
                valve.flow();
            }
        }
    }

    Valve valve() {
        return valve;
    }

    Inbound inbound() {
        return inbound;
    }

    Outbound outbound() {
        return outbound;
    }

    /** 0 while it is not read from. */
    long silentNanos(long nowNanos) {
        return valve.isOpen() ? nowNanos - heardAtNanos : 0;
    }

    /** The connection is over. */
    void end() {
        frames.clear();
        exchange.received.hold(-heldBytes);
        heldBytes = 0;
        valve.remove();
        inbound.end();
    }
}
