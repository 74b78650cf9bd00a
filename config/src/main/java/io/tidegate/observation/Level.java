package io.tidegate.observation;

import java.time.Instant;
import java.util.Optional;

/**
 * So much of an item is at a location, by the ledger. Immutable.
 *
 * @param lot empty for what was booked without naming one
 */
public record Level(DeviceId device, Instant at, String item, String location, Optional<String> lot, Amount amount)
        implements Stock {

    public static final String KIND = "level";

    /** Who says so: no device, but the ledger. */
    public static final DeviceId LEDGER = new DeviceId("ledger");

    @Override
    public String kind() {
        return KIND;
    }
}
