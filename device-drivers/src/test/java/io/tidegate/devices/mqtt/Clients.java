package io.tidegate.devices.mqtt;

import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.net.URI;
import java.util.Collection;
import java.util.List;

/** Clients of a broker that wants no credentials. Functions only. */
public final class Clients {

    private Clients() {}

    public static PahoBroker open(String url, String clientId, Collection<List<String>> expected)
            throws InterruptedException {
        return PahoBroker.open(MqttSettings.External.at(URI.create(url), clientId), expected);
    }

    /** Returns when the broker, which is there, knows its session: opening alone waits for a few seconds at most. */
    public static PahoBroker connected(String url, String clientId, Collection<List<String>> expected)
            throws InterruptedException {
        PahoBroker client = open(url, clientId, expected);
        Awaiting.until("it is connected", () -> client.status().trouble().isEmpty());
        return client;
    }

    /** One that publishes, or has no session yet. */
    public static PahoBroker connected(String url, String clientId) throws InterruptedException {
        return connected(url, clientId, List.of());
    }
}
