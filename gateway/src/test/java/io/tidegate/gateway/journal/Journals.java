package io.tidegate.gateway.journal;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings and observations for the journal's tests. */
final class Journals {

    static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private Journals() {}

    static GatewaySettings settings() {
        return settings(GatewaySettings.Retention.DEFAULT);
    }

    static GatewaySettings settings(GatewaySettings.Retention retention) {
        return new GatewaySettings("gw-1", Path.of("unused"), Duration.ofMillis(20), retention);
    }

    /** A file of blocks of one entry each, numbered 1, 2, 3, ..., with what the clock showed at each. */
    static Store store(Path file, List<ClockState.Stamp> stamps) throws SQLException {
        Store store = new Store(file, new CommitFigures());
        long position = store.last();
        for (ClockState.Stamp stamp : stamps) {
            position++;
            Blocks.insert(store.connection(), Block.of(position, List.of(reading(position)), stamp));
        }
        store.connection().commit();
        store.close();
        return new Store(file, new CommitFigures());
    }

    static ClockState.Stamp stamp(Instant wall, boolean synchronised) {
        return new ClockState.Stamp(7, 1, wall, synchronised);
    }

    static List<Long> positions(List<Entry> entries) {
        return entries.stream().map(Entry::position).toList();
    }

    /** A reading that can be told from every other by its number. */
    static Observation reading(long number) {
        return new Observation.Reading(
                new DeviceId("fridge-" + number % 7), TEN.plusMillis(number), Map.of("n", Value.of((double) number)));
    }

    /** A reading of 60 KB. */
    static Observation large(long number) {
        Map<String, Value> notes = new LinkedHashMap<>();
        notes.put("n", Value.of((double) number));
        for (int i = 0; i < 60; i++) {
            notes.put("note-" + i, Value.of("x".repeat(980)));
        }
        return new Observation.Reading(new DeviceId("mill"), TEN.plusMillis(number), notes);
    }

    static long number(Observation seen) {
        return seen instanceof Observation.Reading reading && reading.fields().get("n") instanceof Value.Numeric n
                ? (long) n.value()
                : -1;
    }
}
