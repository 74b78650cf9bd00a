package io.tidegate.mqtt;

import io.tidegate.observation.DeviceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Remembers the latest readings that carry the device's own time, to know one that is sent again because its
 * acknowledgement was lost with the connection. Used by one thread.
 *
 * <p>A repeat is dropped only when it is certain: the sender marks it as resent, and device, time and every byte of the
 * payload, of which two checksums are kept, are the same. The memory does not outlive the program: what is resent after a
 * crash of the gateway is recorded again.
 */
public final class Repeats {

    /** More than all clients together may have unacknowledged in a small shop; the oldest is forgotten. */
    static final int REMEMBERED_MAX = 4_096;

    /** @param checksums of the payload; a device errs or sends again, but does not forge its own readings */
    private record Told(DeviceId device, Instant at, long checksums) {}

    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();
    private final Map<Told, Boolean> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Told, Boolean> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    public Repeats() {}

    public boolean isRepeat(DeviceId device, Instant at, byte[] payload, boolean resent) {
        return latest.put(new Told(device, at, checksums(payload)), true) != null && resent;
    }

    private long checksums(byte[] payload) {
        first.reset();
        first.update(payload);
        second.reset();
        second.update(payload);
        return first.getValue() << 32 | second.getValue();
    }
}
