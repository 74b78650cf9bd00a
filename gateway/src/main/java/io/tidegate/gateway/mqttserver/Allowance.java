package io.tidegate.gateway.mqttserver;

import java.time.Duration;

/** Packets that a client may send, averaged over ten seconds: a bucket that refills. Used by one event loop. */
final class Allowance {

    private static final long AVERAGED_SECONDS = 10;
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final long perSecond;
    private double left;
    private long filledAtNanos;

    Allowance(long perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.left = perSecond * AVERAGED_SECONDS;
        this.filledAtNanos = nowNanos;
    }

    /** Takes what was sent. Returns how long to wait before reading on, in milliseconds; 0 for not at all. */
    long spend(int packets, long nowNanos) {
        double refilled = (nowNanos - filledAtNanos) / NANOS_PER_SECOND * perSecond;
        left = Math.min(left + refilled, (double) perSecond * AVERAGED_SECONDS) - packets;
        filledAtNanos = nowNanos;
        return left >= 0 ? 0 : (long) Math.ceil(-left * 1000 / perSecond);
    }
}
