package io.tidegate.site;

import io.tidegate.observation.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a device can be told, and who may tell it. Immutable.
 *
 * @param choices the values that each field of its readings can be set to
 * @param allowed nobody, where the site file does not say more
 */
public record Control(Map<String, List<Value>> choices, Set<Asker> allowed) {

    /** Who may tell a device what to do. */
    public enum Asker {
        /** Whoever can open the pages, and so the API: they have no log-in yet. */
        PAGE
    }

    static final Scalar<Asker> ASKER = Scalars.oneOf(Asker.class);

    public Control {
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        allowed = Set.copyOf(allowed);
    }
}
