package io.tidegate.observation;

import java.time.Instant;

/**
 * The catalogue's knowledge of one item from that moment on, whole; the newest counts. Immutable.
 *
 * @param device who told it
 */
public record CatalogueItem(DeviceId device, Instant at, Item item) implements Stock {

    public static final String KIND = "item";

    public CatalogueItem {
        Observation.checkTime(at);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
