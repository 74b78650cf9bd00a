package io.tidegate.clouds.sparkplug;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Remote;
import io.tidegate.observation.Stock;
import io.tidegate.observation.Summary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All devices and metrics that there ever were, since a birth must name them all (Sparkplug 3.0, section 6.4.19). They are learnt
 * from entries as they pass. Used by one thread.
 */
final class Roster {

    /**
     * Far more than a site of such a size has; it is some 5 MB. What is new above it is refused: who makes up names of fields
     * without end must not fill the box.
     */
    static final int METRICS_MAX = 10_000;

    static final String SCAN_DATA = "scan/data";
    static final String SCAN_SYMBOLOGY = "scan/symbology";

    /** Those before are the node's own. */
    private static final long FIRST_ALIAS = 10;

    private final Map<DeviceId, Device> devices = new LinkedHashMap<>();
    private int metrics;

    Collection<Device> devices() {
        return devices.values();
    }

    /** Empty where it never told anything. */
    Optional<Device> find(DeviceId device) {
        return Optional.ofNullable(devices.get(device));
    }

    void add(Device device) {
        devices.put(device.id(), device);
    }

    void add(Device device, String name, Datatype type, Metric.Told told) {
        device.add(new Metric(name, FIRST_ALIAS + metrics, type, told));
        metrics++;
    }

    /** What an entry tells of its device, by the names of metrics. Goods are no metrics: there are too many, and they are sums. */
    static Map<String, Content> told(Observation seen) {
        return switch (seen) {
            case Observation.Reading reading -> fields(reading);
            case Summary summary -> fields(summary.asReading());
            case Observation.Scan scan ->
                Map.of(
                        SCAN_DATA,
                        new Content.Text(scan.data()),
                        SCAN_SYMBOLOGY,
                        new Content.Text(scan.symbology().word()));
            case Observation.Fault _, Stock _, Proof _, Remote _ -> Map.of();
        };
    }

    private static Map<String, Content> fields(Observation.Reading reading) {
        Map<String, Content> fields = new LinkedHashMap<>();
        reading.fields().forEach((name, value) -> fields.put(name, Content.of(value)));
        return fields;
    }

    /**
     * Notes what is new in the entries.
     *
     * @param refused is given the positions of those that are too many
     * @return devices of which something is new
     */
    Set<Device> learn(Iterable<Entry> batch, Set<Long> refused) {
        Set<Device> changed = new LinkedHashSet<>();
        for (Entry entry : batch) {
            Map<String, Content> fields = told(entry.observation());
            if (fields.isEmpty()) {
                continue;
            }
            if (metrics + fields.size() > METRICS_MAX && !knowsAll(entry, fields.keySet())) {
                refused.add(entry.position());
                continue;
            }
            Device device =
                    devices.computeIfAbsent(entry.observation().device(), id -> new Device(id, Optional.empty()));
            boolean isNew = false;
            for (Map.Entry<String, Content> field : fields.entrySet()) {
                isNew |= learn(device, field.getKey(), field.getValue().type());
            }
            if (isNew) {
                changed.add(device);
            }
        }
        return changed;
    }

    private boolean knowsAll(Entry entry, Set<String> names) {
        Device device = devices.get(entry.observation().device());
        return device != null && names.stream().allMatch(name -> device.metric(name) != null);
    }

    private boolean learn(Device device, String name, Datatype type) {
        Metric known = device.metric(name);
        if (known == null) {
            add(device, name, type, Metric.Told.NOTHING);
            return true;
        }
        if (known.type() == type || known.type() == Datatype.STRING) {
            return false;
        }
        known.becomeText();
        return true;
    }

    /** All that was told is certain to have been read. */
    void settle() {
        devices.values().forEach(device -> device.metrics().forEach(Metric::settle));
    }

    /** A session begins, in which nobody is born yet. */
    void beginAnew() {
        for (Device device : devices.values()) {
            device.die();
            device.metrics().forEach(Metric::forget);
        }
    }
}
