package io.tidegate.driver;

import io.tidegate.site.DeviceConfig;
import java.util.List;

/**
 * What was found and could be a device of the site, when somebody wants it to. Immutable.
 *
 * @param entry as it would stand in the site file
 * @param found what would be read by it, in words that people know it by
 */
public record Proposal(DeviceConfig entry, List<String> found) {

    public Proposal {
        found = List.copyOf(found);
    }
}
