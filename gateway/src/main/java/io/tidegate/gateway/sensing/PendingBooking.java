package io.tidegate.gateway.sensing;

import io.tidegate.site.SensorField;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines that are to be booked together. Immutable.
 *
 * @param ref the entry that led to it: gateway and position
 * @param lines each with its members; of what is not to be booked, what there is to look at
 * @param doubt why it is not to be booked, but parked
 */
record PendingBooking(String id, String ref, List<Map<String, String>> lines, Optional<String> doubt) {

    PendingBooking {
        lines = List.copyOf(lines);
    }

    PendingBooking(String id, String ref, List<Map<String, String>> lines) {
        this(id, ref, lines, Optional.empty());
    }

    boolean isOf(SensorField source) {
        return id.endsWith(LineIds.end(ref, source))
                && source.device().value().equals(lines.getFirst().get("device"));
    }
}
