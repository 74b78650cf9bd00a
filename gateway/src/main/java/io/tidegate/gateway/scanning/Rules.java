package io.tidegate.gateway.scanning;

import io.tidegate.observation.DeviceTime;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation.Scan;
import io.tidegate.observation.Origin;
import io.tidegate.site.StockSettings;
import java.time.Instant;
import java.time.InstantSource;

/** What does not change from one scan to the next. Immutable. */
record Rules(StockSettings settings, Origin origin, InstantSource clock) {

    /** Whether the ledger takes it; a box whose clock is not set yet leaves the time of its lines to the ledger. */
    boolean isUsable(Instant time) {
        return DeviceTime.isUsable(time, clock.instant());
    }

    /** Whether a count may be of that moment: one of a moment to come would swallow what is sold until then. */
    boolean isCountable(Instant time) {
        return isUsable(time) && !DeviceTime.isAhead(time, clock.instant());
    }

    /** The same scan gets the same one, however often it is taken up. */
    String lineId(Entry entry) {
        Scan scan = (Scan) entry.observation();
        return "scan:"
                + scan.scanId().map(id -> scan.device().value() + ":" + id).orElseGet(() -> ref(entry.position()));
    }

    /** The id of the scan's entry. */
    String ref(long position) {
        return origin.idOf(position);
    }
}
