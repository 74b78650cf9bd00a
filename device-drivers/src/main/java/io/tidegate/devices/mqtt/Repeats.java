package io.tidegate.devices.mqtt;

import io.tidegate.observation.Observation.Reading;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the latest readings that carry the device's own time, to know one that is sent again because its
 * acknowledgement was lost with the connection. Used by one thread.
 *
 * <p>A repeat is dropped only when it is certain: the sender marks it as resent, and device, time and every field are
 * the same. The memory does not outlive the program: what is resent after a crash of the gateway is recorded again.
 */
final class Repeats {

    /** More than all clients together may have unacknowledged in a small shop; the oldest is forgotten. */
    static final int REMEMBERED_MAX = 4_096;

    private final Map<Reading, Boolean> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Reading, Boolean> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    boolean isRepeat(Reading reading, boolean resent) {
        return latest.put(reading, true) != null && resent;
    }
}
