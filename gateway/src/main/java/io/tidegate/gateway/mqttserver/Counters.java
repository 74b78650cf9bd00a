package io.tidegate.gateway.mqttserver;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the server counts. Safe from any thread. */
final class Counters {

    final AtomicInteger clients = new AtomicInteger();
    final LongAdder received = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder waiting = new LongAdder();
    final LongAdder droppedQos0 = new LongAdder();
    final LongAdder droppedOut = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder retainedRefused = new LongAdder();
    final AtomicInteger paused = new AtomicInteger();
    private final Map<Reason, AtomicLong> ended = new EnumMap<>(Reason.class);

    Counters() {
        for (Reason reason : Reason.values()) {
            ended.put(reason, new AtomicLong());
        }
    }

    void ended(Reason reason) {
        AtomicLong count = ended.get(reason);
        if (count != null) {
            count.incrementAndGet();
        }
    }

    Map<String, Long> ended() {
        Map<String, Long> counted = new TreeMap<>();
        ended.forEach((reason, count) -> {
            if (count.get() > 0) {
                counted.put(reason.name().toLowerCase(Locale.ROOT), count.get());
            }
        });
        return counted;
    }
}
