package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of the fields of each device: by the first profile of the site file that is for it, and, where that says no
 * unit, by the device's kind, or by what the device itself has told. Safe from any thread.
 */
public final class Profiles {

    /** Devices whose profile is remembered; who makes up a name for each message must not fill the memory. */
    private static final int REMEMBERED_MAX = 2_000;

    private volatile InForce inForce;

    /** Units by field, as devices told them while the program runs. */
    private final Map<DeviceId, Map<String, String>> told = new ConcurrentHashMap<>();

    private record InForce(
            List<Profile> profiles,
            Map<DeviceId, Map<String, String>> units,
            Map<DeviceId, Map<String, FieldProfile>> remembered) {}

    public Profiles(List<Profile> profiles) {
        inForce = new InForce(List.copyOf(profiles), Map.of(), new ConcurrentHashMap<>());
    }

    public static Profiles of(SiteFile site) {
        Profiles profiles = new Profiles(List.of());
        profiles.become(site);
        return profiles;
    }

    /** From now on those of this site file. */
    public void become(SiteFile site) {
        Map<DeviceId, Map<String, String>> units = new HashMap<>();
        site.devices().forEach(device -> units.putAll(device.fieldUnits()));
        inForce = new InForce(site.profiles(), units, new ConcurrentHashMap<>());
    }

    /** Whether the site file has none. */
    public boolean isEmpty() {
        return inForce.profiles.isEmpty();
    }

    /** By the field's name; empty for a device that no profile is for. */
    public Map<String, FieldProfile> of(DeviceId device) {
        InForce now = inForce;
        if (now.profiles.isEmpty()) {
            return Map.of();
        }
        Map<String, FieldProfile> known = now.remembered.get(device);
        if (known == null) {
            known = find(now.profiles, device);
            if (now.remembered.size() < REMEMBERED_MAX) {
                now.remembered.put(device, known);
            }
        }
        return known;
    }

    public Optional<FieldProfile> of(DeviceId device, String field) {
        return Optional.ofNullable(of(device).get(field));
    }

    /** In which a field's numbers are. */
    public Optional<String> unit(DeviceId device, String field) {
        return of(device, field)
                .flatMap(FieldProfile::unit)
                .or(() -> unit(inForce.units, device, field))
                .or(() -> unit(told, device, field));
    }

    private static Optional<String> unit(Map<DeviceId, Map<String, String>> units, DeviceId device, String field) {
        return Optional.ofNullable(units.getOrDefault(device, Map.of()).get(field));
    }

    /** What a device says of its units, by field; takes the place of what it said before. */
    public void told(DeviceId device, Map<String, String> units) {
        if (told.size() < REMEMBERED_MAX || told.containsKey(device)) {
            told.put(device, Map.copyOf(units));
        }
    }

    private static Map<String, FieldProfile> find(List<Profile> profiles, DeviceId device) {
        return profiles.stream()
                .filter(each -> each.isFor(device))
                .findFirst()
                .map(Profile::fields)
                .orElse(Map.of());
    }
}
