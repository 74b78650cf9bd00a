package io.tidegate.gateway.mqttserver;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Logs each client and cause once in ten minutes, however often it happens, and of each cause so many clients at most.
 * Safe from any thread.
 */
final class Complaints {

    private static final long AGAIN_NANOS = Duration.ofMinutes(10).toNanos();

    /** Clients and causes that are remembered; the oldest goes first, and may then be logged again. */
    private static final int REMEMBERED_MAX = 512;

    /** Clients that are logged for one cause in ten minutes: names cost nothing, and the log must not be flooded. */
    static final int LINES_MAX = 20;

    private final LongSupplier nanos;
    private final Consumer<String> log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Window> windows = new HashMap<>();
    private final Map<String, Long> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    /** What was logged for one cause, and since when. */
    private record Window(long sinceNanos, int lines) {}

    private enum Turn {
        SAY,
        SAY_LAST,
        BE_SILENT
    }

    Complaints() {
        this(System::nanoTime, Logger::warn);
    }

    Complaints(LongSupplier nanos, Consumer<String> log) {
        this.nanos = nanos;
        this.log = log;
    }

    void about(String client, Reason reason, String detail) {
        Turn turn = turn(client, reason.name());
        if (turn != Turn.BE_SILENT) {
            log.accept("MQTT client " + printable(client) + ": " + reason.words() + " (" + printable(detail) + ")"
                    + (turn == Turn.SAY_LAST ? ". More of that, by others, is only counted for ten minutes" : ""));
        }
    }

    /** A mistake of ours, with the place where it is. */
    void aboutUs(String client, RuntimeException bug) {
        if (turn("", bug.getClass().getName()) != Turn.BE_SILENT) {
            Logger.error(bug, "A bug ended the connection of MQTT client {}. Please report it", printable(client));
        }
    }

    private Turn turn(String client, String cause) {
        long now = nanos.getAsLong();
        lock.lock();
        try {
            String key = client + ' ' + cause;
            Long before = last.get(key);
            Window window = windows.get(cause);
            if (window == null || now - window.sinceNanos >= AGAIN_NANOS) {
                window = new Window(now, 0);
            }
            if ((before != null && now - before < AGAIN_NANOS) || window.lines >= LINES_MAX) {
                return Turn.BE_SILENT;
            }
            last.put(key, now);
            windows.put(cause, new Window(window.sinceNanos, window.lines + 1));
            return window.lines + 1 == LINES_MAX ? Turn.SAY_LAST : Turn.SAY;
        } finally {
            lock.unlock();
        }
    }

    /** What a client calls itself goes into the log without its control characters. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(200).forEach(c -> printable.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return printable.toString();
    }
}
