package io.tidegate.bench;

import java.util.BitSet;

/**
 * What arrives at a cloud that was away: the old, each once at least, and how late the new is. Written by the inbox's thread,
 * read by any.
 */
final class Tide implements EntryScan.Listener {

    private final BitSet there = new BitSet();
    private final Latencies live = new Latencies();

    /** The gateway takes so long at most to see that what waits is old, and to go on with what is new. */
    private static final long TURN_MICROS = 1_000_000;

    /** What was sent later is new: the line has been there since then. */
    private long liveFromMicros;

    private long arrived;

    @Override
    public synchronized void entry(long position, long number, long sentMicros) {
        if (arrived++ == 0) {
            liveFromMicros = System.nanoTime() / 1_000 + TURN_MICROS;
        }
        if (position > 0) {
            there.set((int) position);
        }
        if (sentMicros >= liveFromMicros) {
            live.add(System.nanoTime() / 1_000 - sentMicros);
        }
    }

    /** Different ones. */
    synchronized int entries() {
        return there.cardinality();
    }

    synchronized long repeats() {
        return arrived - there.cardinality();
    }

    synchronized long liveMicros(double share) {
        return live.micros(share);
    }

    synchronized long liveCount() {
        return live.count();
    }
}
