package io.tidegate.devices.mqtt;

import io.tidegate.site.MqttSettings;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Clients of a broker that wants no credentials. Functions only. */
public final class Clients {

    private Clients() {}

    public static PahoBroker open(String url, String clientId, Collection<List<String>> expected)
            throws InterruptedException {
        return PahoBroker.open(
                new MqttSettings.External(URI.create(url), clientId, Optional.empty(), Optional.empty()), expected);
    }

    /** One that publishes, or has no session yet. */
    public static PahoBroker open(String url, String clientId) throws InterruptedException {
        return open(url, clientId, List.of());
    }
}
