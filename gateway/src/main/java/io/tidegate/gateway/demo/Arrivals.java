package io.tidegate.gateway.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has arrived, as a receiver should keep it: each id once, whatever comes again is counted and dropped. Safe from
 * any thread.
 */
final class Arrivals {

    /** Devices on the page; the one that was silent longest makes room. */
    static final int DEVICES_MAX = 100;

    /** Gateways that are told apart; a batch from one more is refused. */
    static final int GATEWAYS_MAX = 100;

    /** The rate is what came in this time. */
    static final Duration RATE_OVER = Duration.ofSeconds(10);

    /** Batches in that time that are remembered; the oldest make room, and the rate is then told too low. */
    static final int RECENT_MAX = 10_000;

    /** Characters of a device's newest values that are kept for the page. */
    static final int SHOWN_LENGTH_MAX = 200;

    /** A device's newest entry. */
    record Newest(String device, String kind, String time, String shown) {}

    /** Everything at one moment. */
    record Picture(long total, long distinct, long repeats, long missing, double perSecond, List<Newest> devices) {
        Picture {
            devices = List.copyOf(devices);
        }
    }

    private record Came(Instant at, int entries) {}

    private final Clock clock;
    private final Map<String, Positions> positionsByGateway = new LinkedHashMap<>();
    private final Map<String, Newest> newestByDevice = new LinkedHashMap<>();
    private final Deque<Came> recent = new ArrayDeque<>();
    private long total;
    private long repeats;

    Arrivals(Clock clock) {
        this.clock = clock;
    }

    /** @throws IllegalArgumentException when it is not a batch of entries; the message says why, and nothing was taken */
    synchronized void take(JsonArray batch) {
        List<ArrivedEntry> entries = new ArrayList<>(batch.size());
        for (Object item : batch) {
            entries.add(ArrivedEntry.of(item));
        }
        for (ArrivedEntry entry : entries) {
            if (!positionsByGateway.containsKey(entry.gateway()) && positionsByGateway.size() >= GATEWAYS_MAX) {
                throw new IllegalArgumentException(
                        "more than " + GATEWAYS_MAX + " gateways; this stand-in keeps no more");
            }
            take(entry);
        }
        recent.add(new Came(clock.instant(), entries.size()));
        if (recent.size() > RECENT_MAX) {
            recent.remove();
        }
    }

    private void take(ArrivedEntry entry) {
        total++;
        Positions positions = positionsByGateway.computeIfAbsent(entry.gateway(), _ -> new Positions());
        if (!positions.add(entry.position())) {
            repeats++;
            return;
        }
        String device = entry.newest().device();
        newestByDevice.remove(device);
        newestByDevice.put(device, entry.newest());
        if (newestByDevice.size() > DEVICES_MAX) {
            newestByDevice.remove(newestByDevice.keySet().iterator().next());
        }
    }

    synchronized Picture picture() {
        Instant since = clock.instant().minus(RATE_OVER);
        while (!recent.isEmpty() && recent.peek().at().isBefore(since)) {
            recent.remove();
        }
        long came = recent.stream().mapToLong(Came::entries).sum();
        long missing = positionsByGateway.values().stream()
                .mapToLong(Positions::missing)
                .sum();
        List<Newest> devices = newestByDevice.values().stream()
                .sorted((one, other) -> one.device().compareTo(other.device()))
                .toList();
        return new Picture(total, total - repeats, repeats, missing, came / (double) RATE_OVER.toSeconds(), devices);
    }

    /** Members of entries of every kind. */
    private static final Set<String> OF_ALL = Set.of("id", "site", "gateway", "kind", "device", "time");

    /** One entry, as far as the stand-in looks at it. */
    private record ArrivedEntry(String gateway, long position, Newest newest) {

        static ArrivedEntry of(Object item) {
            if (!(item instanceof JsonObject entry) || !(entry.getValue("id") instanceof String id)) {
                throw new IllegalArgumentException("an entry is a JSON object with an id, such as \"gw-1:4711\"");
            }
            int colon = id.lastIndexOf(':');
            try {
                long position = Long.parseLong(id, colon + 1, id.length(), 10);
                return new ArrivedEntry(
                        id.substring(0, Math.max(0, colon)),
                        position,
                        new Newest(text(entry, "device"), text(entry, "kind"), text(entry, "time"), cut(shown(entry))));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + id + "' is no id: it ends in a colon and a number", e);
            }
        }

        /** A device's fields as they are; of another kind all that only it has, such as a fault's reason. */
        private static String shown(JsonObject entry) {
            if (entry.containsKey("fields")) {
                return String.valueOf(entry.getValue("fields"));
            }
            Set<String> own = new LinkedHashSet<>(entry.fieldNames());
            own.removeAll(OF_ALL);
            return own.stream()
                    .map(name ->
                            own.size() == 1 ? String.valueOf(entry.getValue(name)) : name + " " + entry.getValue(name))
                    .collect(Collectors.joining(", "));
        }

        private static String text(JsonObject entry, String member) {
            return cut(String.valueOf(entry.getValue(member, "")));
        }

        private static String cut(String text) {
            return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "...";
        }
    }
}
