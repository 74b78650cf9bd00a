package io.tidegate.gateway.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.tinylog.Logger;

/** Logs each client and cause once in ten minutes, however often it happens. Safe from any thread. */
final class Complaints {

    private static final long AGAIN_NANOS = Duration.ofMinutes(10).toNanos();

    /** Clients and causes that are remembered; the oldest goes first, and may then be logged again. */
    private static final int REMEMBERED_MAX = 512;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    void about(String client, Reason reason, String detail) {
        long now = System.nanoTime();
        lock.lock();
        try {
            Long before = last.get(client + ' ' + reason);
            if (before != null && now - before < AGAIN_NANOS) {
                return;
            }
            last.put(client + ' ' + reason, now);
        } finally {
            lock.unlock();
        }
        Logger.warn("MQTT client {}: {} ({})", printable(client), reason.words(), printable(detail));
    }

    /** What a client calls itself goes into the log without its control characters. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(200).forEach(c -> printable.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return printable.toString();
    }
}
