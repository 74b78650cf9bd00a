package io.tidegate.gateway.live;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * What every device last said: the pages' memory. It hears each committed group at once, and is saved about once a minute
 * as a projection of the journal, so that a page shows old values with their age right after a restart. "Last" goes by
 * the order of arrival, since a device's clock may be wrong. Safe from any thread.
 */
public final class LiveSite {

    /** Devices that are shown; a fridge that makes up a new name for each message must not fill the memory. */
    public static final int DEVICES_MAX = 2_000;

    /** Entries read again at the start, at most, to draw the charts of the last hour. About a second on a small board. */
    private static final int RECALL_ENTRIES_MAX = 200_000;

    private static final int RECALL_SLICE = 5_000;

    private final InstantSource clock;
    private final Map<DeviceId, LiveState> devices = new ConcurrentHashMap<>();
    private final LiveRoom room = new LiveRoom();
    private final AtomicLong version = new AtomicLong();
    private volatile boolean crowded;

    /** What is after this position is heard when it is committed. */
    private volatile long heardAfter;

    /** Loads what was saved, and listens to the journal from now on. The last hour is {@link #recall recalled} by itself. */
    public static LiveSite open(Journal journal, InstantSource clock) throws SQLException, InterruptedException {
        LiveSite live = new LiveSite(clock);
        journal.project(new LiveTable(live));
        live.heardAfter = journal.lastPosition();
        journal.onCommitted(live::take);
        return live;
    }

    LiveSite(InstantSource clock) {
        this.clock = clock;
    }

    void restore(LiveDevice kept) {
        devices.putIfAbsent(kept.id(), new LiveState(kept, room));
    }

    /** Takes entries into account, in the order of their positions; those that are in already change nothing. */
    void take(List<Entry> entries) {
        for (Entry entry : entries) {
            if (LiveState.isOfNoDevice(entry.observation())) {
                // The ledger has it, a cloud asked it, or the gateway says it.
                continue;
            }
            LiveState state = devices.get(entry.observation().device());
            if (state == null) {
                state = welcome(entry);
            }
            if (state != null) {
                state.take(entry, version.incrementAndGet());
            }
        }
    }

    private @Nullable LiveState welcome(Entry entry) {
        DeviceId id = entry.observation().device();
        if (devices.size() >= DEVICES_MAX) {
            if (!crowded) {
                crowded = true;
                Logger.warn(
                        "More than {} devices have spoken; '{}' and later ones are recorded, but not on the page."
                                + " Look for a device that changes its name.",
                        DEVICES_MAX,
                        id);
            }
            return null;
        }
        return devices.computeIfAbsent(id, _ -> new LiveState(id, entry.recordedAt(), room));
    }

    /**
     * Reads the entries of the last hour again, for its small charts, while new ones arrive: the devices need not wait for
     * that. A reading that the projection is applying meanwhile weighs twice in its minute's mean, which nobody can see.
     */
    public void recall(Journal journal) {
        try {
            recallFrom(journal, heardAfter);
        } catch (SQLException e) {
            Logger.warn(
                    "The small charts of the last hour begin anew: the journal cannot be read ({})", e.getMessage());
        }
    }

    private void recallFrom(Journal journal, long last) throws SQLException {
        Instant now = clock.instant();
        Instant anHourAgo = now.minusSeconds(60L * LastHour.MINUTES);
        try (Connection reader = journal.openReader()) {
            OptionalLong first = journal.scan().firstRecorded(reader, anHourAgo, now);
            if (first.isEmpty()) {
                return;
            }
            long position = Math.max(first.getAsLong() - 1, last - RECALL_ENTRIES_MAX);
            List<Entry> entries;
            do {
                entries = journal.entriesAfter(reader, position, RECALL_SLICE);
                for (Entry entry : entries) {
                    position = entry.position();
                    if (position <= last
                            && entry.observation() instanceof Observation.Reading reading
                            && reading.at().isAfter(anHourAgo)) {
                        recall(reading, entry.recordedAt());
                    }
                }
            } while (!entries.isEmpty() && position < last);
        }
    }

    private void recall(Observation.Reading reading, Instant recordedAt) {
        LiveState state = devices.get(reading.device());
        if (state != null) {
            state.recall(reading, recordedAt);
        }
    }

    /** Grows with each change. */
    public long version() {
        return version.get();
    }

    public int size() {
        return devices.size();
    }

    /** Every device, by name. */
    public List<LiveDevice> devices() {
        return changedSince(-1);
    }

    /** Devices that changed after that version, by name. */
    public List<LiveDevice> changedSince(long since) {
        List<LiveDevice> changed = new ArrayList<>();
        for (LiveState state : devices.values()) {
            if (state.version() > since) {
                changed.add(state.snapshot());
            }
        }
        changed.sort(Comparator.comparing(LiveDevice::id));
        return changed;
    }

    public Optional<LiveDevice> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id)).map(LiveState::snapshot);
    }

    /** A number's last hour; empty when none is kept of it. */
    public Optional<HourOfMinutes> lastHour(DeviceId id, String field) {
        return Optional.ofNullable(devices.get(id)).flatMap(state -> state.lastHour(field, clock.instant()));
    }

    /** The devices that the entries are about, as they are now. */
    List<LiveDevice> touchedBy(List<Entry> entries) {
        Set<DeviceId> ids = new HashSet<>();
        for (Entry entry : entries) {
            ids.add(entry.observation().device());
        }
        return ids.stream().flatMap(id -> device(id).stream()).toList();
    }
}
