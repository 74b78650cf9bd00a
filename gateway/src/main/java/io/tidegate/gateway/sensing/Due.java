package io.tidegate.gateway.sensing;

import java.util.List;
import java.util.Map;

/**
 * Lines that are to be booked together. Immutable.
 *
 * @param ref the entry that led to it: gateway and position
 */
record Due(String id, String ref, List<Map<String, String>> lines) {

    Due {
        lines = List.copyOf(lines);
    }
}
