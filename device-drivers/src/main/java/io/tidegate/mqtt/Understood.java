package io.tidegate.mqtt;

import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a payload says, before it is known who said it when. Immutable. */
public sealed interface Understood {

    /** One value, named by the topic. */
    record Bare(Value value) implements Understood {}

    /**
     * A JSON object.
     *
     * @param fields may be empty when there is a code
     * @param time the device's own, when it tells one
     */
    record Members(
            Map<String, Value> fields,
            @Nullable Instant time,
            @Nullable Code code) implements Understood {}

    /**
     * A bar code that was scanned.
     *
     * @param scanId by which the sender knows the scan, so that the same one sent again counts once
     */
    record Code(String data, Symbology symbology, Optional<String> scanId) {}

    /** It cannot be understood. The reason is for the installer. */
    record Unreadable(String reason) implements Understood {}
}
