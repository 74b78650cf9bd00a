package io.tidegate.gateway.live;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Remote;
import io.tidegate.observation.Stock;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one device last said, growing entry by entry. Safe from any thread: each method takes the device's lock. */
final class LiveState {

    /** Fields of one device that are shown; a device that invents names must not fill the memory. */
    static final int FIELDS_MAX = Observation.Reading.FIELDS_MAX;

    /** Fields of one device whose last hour is kept, at 1,000 bytes each. */
    static final int CHARTS_MAX = 4;

    /** How much one gap counts in the usual one: the last ten or so decide. */
    private static final double GAP_WEIGHT = 0.1;

    /** A gap that is longer than so many usual ones was an outage or a step of the clock, and counts as so many. */
    private static final double GAP_USUAL_MAX = 10;

    /** Of a longer one, such as from 1970 to today, nothing is learnt: no device may be silent for so long unnoticed. */
    private static final double GAP_MILLIS_MAX = LiveDevice.SILENT_AFTER_MAX.toMillis();

    /** A field without its texts, and a chart: objects, references and map entries, about. */
    private static final long FIELD_BYTES = 200;

    private static final long CHART_BYTES = 1_100;

    private final DeviceId id;
    private final LiveRoom room;
    private final Map<String, LiveDevice.Field> fields = new LinkedHashMap<>();
    private final Map<String, LastHour> charts = new LinkedHashMap<>();
    private LiveDevice.@Nullable LastScan scan;
    private LiveDevice.@Nullable LastFault fault;
    private long version;
    private long position;
    private final Instant firstSeen;
    private Instant lastSeen;
    private double usualGapMillis;

    LiveState(DeviceId id, Instant firstSeen, LiveRoom room) {
        this.id = id;
        this.room = room;
        this.firstSeen = firstSeen;
        this.lastSeen = firstSeen;
    }

    LiveState(LiveDevice kept, LiveRoom room) {
        this(kept.id(), kept.firstSeen(), room);
        kept.fields().forEach(this::keep);
        scan = kept.scan().orElse(null);
        fault = kept.fault().orElse(null);
        position = kept.position();
        lastSeen = kept.lastSeen();
        usualGapMillis = kept.usualGap().toMillis();
    }

    /** Takes the entry into account, unless it or a newer one is in already. */
    synchronized void take(Entry entry, long newVersion) {
        if (entry.position() <= position) {
            return;
        }
        position = entry.position();
        version = newVersion;
        switch (entry.observation()) {
            case Observation.Reading reading -> {
                fault = null;
                seen(entry);
                for (Map.Entry<String, Value> field : reading.fields().entrySet()) {
                    take(field.getKey(), new LiveDevice.Field(field.getValue(), reading.at(), entry.recordedAt()));
                }
            }
            case Observation.Scan read -> {
                fault = null;
                seen(entry);
                scan = new LiveDevice.LastScan(read.data(), read.symbology(), read.at());
            }
            case Observation.Fault silent -> fault = new LiveDevice.LastFault(silent.reason(), silent.at());
            case Summary _ -> {
                // Of long ago.
            }
            case Stock _, Proof _, Remote _ -> {
                // the ledger's, the gateway's or a cloud's, not the device's own
            }
        }
    }

    /** Not the state of a device: what the ledger, the gateway or a cloud says, and what was long ago. */
    static boolean isOfNoDevice(Observation seen) {
        return switch (seen) {
            case Stock _, Proof _, Remote _, Summary _ -> true;
            case Observation.Reading _, Observation.Scan _, Observation.Fault _ -> false;
        };
    }

    private void seen(Entry entry) {
        double gapMillis = Duration.between(lastSeen, entry.recordedAt()).toMillis();
        if (gapMillis > 0 && gapMillis <= GAP_MILLIS_MAX) {
            usualGapMillis += usualGapMillis == 0
                    ? gapMillis
                    : GAP_WEIGHT * (Math.min(gapMillis, GAP_USUAL_MAX * usualGapMillis) - usualGapMillis);
        }
        lastSeen = entry.recordedAt();
    }

    private void take(String name, LiveDevice.Field field) {
        if (keep(name, field)) {
            chart(name, field.value(), field.at(), field.recordedAt());
        }
    }

    /** Where there is no room for it, not even the value before it stays: it would be shown as the last. */
    private boolean keep(String name, LiveDevice.Field field) {
        LiveDevice.Field before = fields.get(name);
        if (before == null && fields.size() >= FIELDS_MAX) {
            return false;
        }
        long bytesBefore = before == null ? 0 : bytes(name, before);
        if (room.take(bytes(name, field) - bytesBefore)) {
            fields.put(name, field);
            return true;
        }
        fields.remove(name);
        room.giveBack(bytesBefore);
        return false;
    }

    private static long bytes(String name, LiveDevice.Field field) {
        int characters = name.length()
                + (field.value() instanceof Value.Text text ? text.value().length() : 0);
        return FIELD_BYTES + (long) characters * Character.BYTES;
    }

    /** Puts an entry that is in already into the charts, which do not survive a restart. */
    synchronized void recall(Observation.Reading reading, Instant recordedAt) {
        reading.fields().forEach((name, value) -> chart(name, value, reading.at(), recordedAt));
    }

    private void chart(String name, Value value, Instant at, Instant recordedAt) {
        if (value instanceof Value.Numeric number) {
            LastHour hour = charts.get(name);
            if (hour == null && charts.size() < CHARTS_MAX && room.take(CHART_BYTES)) {
                hour = new LastHour();
                charts.put(name, hour);
            }
            if (hour != null) {
                hour.add(at.toEpochMilli(), recordedAt.toEpochMilli(), number.value());
            }
        }
    }

    synchronized long version() {
        return version;
    }

    synchronized LiveDevice snapshot() {
        return new LiveDevice(
                id,
                version,
                position,
                fields,
                Optional.ofNullable(scan),
                Optional.ofNullable(fault),
                firstSeen,
                lastSeen,
                Duration.ofMillis((long) usualGapMillis));
    }

    synchronized Optional<HourOfMinutes> lastHour(String field, Instant now) {
        return Optional.ofNullable(charts.get(field)).map(hour -> hour.until(now.toEpochMilli()));
    }
}
