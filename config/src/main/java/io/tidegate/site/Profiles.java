package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of the fields of each device: by the first profile of the site file that is for it, and, where that says no
 * unit, by what the device itself has told. Safe from any thread.
 */
public final class Profiles {

    /** Devices whose profile is remembered; who makes up a name for each message must not fill the memory. */
    private static final int REMEMBERED_MAX = 2_000;

    private final List<Profile> profiles;
    private final Map<DeviceId, Map<String, FieldProfile>> remembered = new ConcurrentHashMap<>();

    /** Units by field, as devices told them while the program runs. */
    private final Map<DeviceId, Map<String, String>> told = new ConcurrentHashMap<>();

    public Profiles(List<Profile> profiles) {
        this.profiles = List.copyOf(profiles);
    }

    public boolean isEmpty() {
        return profiles.isEmpty();
    }

    /** By the field's name; empty for a device that no profile is for. */
    public Map<String, FieldProfile> of(DeviceId device) {
        if (profiles.isEmpty()) {
            return Map.of();
        }
        Map<String, FieldProfile> known = remembered.get(device);
        if (known == null) {
            known = find(device);
            if (remembered.size() < REMEMBERED_MAX) {
                remembered.put(device, known);
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
                .or(() ->
                        Optional.ofNullable(told.getOrDefault(device, Map.of()).get(field)));
    }

    /** What a device says of its units, by field; takes the place of what it said before. */
    public void told(DeviceId device, Map<String, String> units) {
        if (told.size() < REMEMBERED_MAX || told.containsKey(device)) {
            told.put(device, Map.copyOf(units));
        }
    }

    private Map<String, FieldProfile> find(DeviceId device) {
        return profiles.stream()
                .filter(each -> each.isFor(device))
                .findFirst()
                .map(Profile::fields)
                .orElse(Map.of());
    }
}
