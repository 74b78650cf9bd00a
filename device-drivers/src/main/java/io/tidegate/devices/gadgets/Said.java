package io.tidegate.devices.gadgets;

import io.tidegate.observation.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message says, before it is known which device that is and whether it is news. Immutable. */
sealed interface Said {

    /**
     * What a gadget has measured, or does.
     *
     * @param fields may be empty: then it only shows that it lives
     * @param time the gadget's own, when it tells one
     */
    record Values(
            String gadget,
            Map<String, Value> fields,
            @Nullable Instant time) implements Said {}

    /** Whether a gadget is there. It stays true until the next one, so an old one counts, too. */
    record Presence(String gadget, boolean online) implements Said {}

    /** Whether what speaks for all gadgets of the family is there. */
    record BridgePresence(boolean online) implements Said {}

    /** There is such a gadget, whose numbers are in these units, by field. Holds until the next one. */
    record Described(String gadget, Map<String, String> units) implements Said {}

    /** The gadget's clock on its wall, in a zone that it does not tell. */
    record WallClock(LocalDateTime time) implements Said {}

    /** It is for an announcement that has not come yet, or for none. */
    record Unannounced() implements Said {}

    /** It cannot be understood. The reason is for the installer. */
    record Unread(String reason) implements Said {}
}
