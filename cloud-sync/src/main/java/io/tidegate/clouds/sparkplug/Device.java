package io.tidegate.clouds.sparkplug;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device of the node with all of its metrics. Used by one thread. */
final class Device {

    private final DeviceId id;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private @Nullable Instant lostAt;
    private boolean isBorn;

    Device(DeviceId id, Optional<Instant> lostAt) {
        this.id = id;
        this.lostAt = lostAt.orElse(null);
    }

    DeviceId id() {
        return id;
    }

    Collection<Metric> metrics() {
        return metrics.values();
    }

    @Nullable
    Metric metric(String name) {
        return metrics.get(name);
    }

    void add(Metric metric) {
        metrics.put(metric.name(), metric);
    }

    /** The newest moment of which the host application was told. */
    Instant heardAt() {
        return metrics.values().stream()
                .map(metric -> metric.told().at())
                .max(Instant::compareTo)
                .orElse(Observation.EARLIEST);
    }

    /** It does not answer since then. */
    Optional<Instant> lostAt() {
        return Optional.ofNullable(lostAt);
    }

    void lose(Instant at) {
        lostAt = at;
        metrics.values().forEach(Metric::stale);
    }

    /** It was seen; that counts where it is newer than its loss. */
    void seen(Instant at) {
        if (lostAt != null && at.isAfter(lostAt)) {
            lostAt = null;
        }
    }

    /** Whether the host application has its birth, in this session, and no death behind it. */
    boolean isBorn() {
        return isBorn;
    }

    void bear() {
        isBorn = true;
    }

    void die() {
        isBorn = false;
    }
}
