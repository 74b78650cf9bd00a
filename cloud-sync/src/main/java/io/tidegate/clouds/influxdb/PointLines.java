package io.tidegate.clouds.influxdb;

import io.tidegate.observation.Entry;
import java.util.List;
import java.util.Optional;

/** What InfluxDB gets of an entry. Safe from any thread. */
public interface PointLines {

    /**
     * The same entry always gives the same lines, so that a point which is written twice is one.
     *
     * @return lines of its line protocol, none for what is not told there; empty when the entry's time is one that InfluxDB
     *     cannot name
     */
    Optional<List<String>> of(Entry entry);
}
