package io.tidegate.gateway.journal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tinylog.Logger;

/** Remembers what was found damaged, so that each place is told and counted once. Safe from any thread. */
final class Damage {

    /** More than these are not counted: a card in that state needs replacing, not a list. */
    private static final int REMEMBERED_MAX = 10_000;

    private final Set<Long> firstPositions = ConcurrentHashMap.newKeySet();

    void found(long first, long last, String reason) {
        if (firstPositions.size() < REMEMBERED_MAX && firstPositions.add(first)) {
            Logger.error(
                    "The journal's entries {} to {} are damaged on disk and are left out: {}. The rest is readable."
                            + " Replace the SD card or disk soon.",
                    first,
                    last,
                    reason);
        }
    }

    long places() {
        return firstPositions.size();
    }
}
