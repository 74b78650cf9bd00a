package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.util.Optional;

/** The broker that the site's devices talk to. */
public sealed interface MqttSettings {

    /**
     * The gateway itself is the server.
     *
     * @param port 0 for any free one
     * @param insecure says that others may reach it without credentials; needed for any host but loopback
     * @param limits what a client may do
     */
    record Embedded(String host, int port, boolean insecure, Limits limits) implements MqttSettings {
        public static final Embedded DEFAULT = new Embedded("127.0.0.1", 1883, false, Limits.DEFAULT);
    }

    /** An existing broker, such as Mosquitto. */
    record External(URI url, String clientId, Optional<String> username, Optional<Secret> password, Tls tls)
            implements MqttSettings {

        /** Without a log-in. */
        public static External at(URI url, String clientId) {
            return new External(url, clientId, Optional.empty(), Optional.empty(), Tls.STANDARD);
        }
    }

    /**
     * Hard limits of the embedded server. A client above one is refused or disconnected with a reason.
     *
     * @param clients connections at once
     * @param packetBytes one MQTT packet
     * @param messagesPerSecond of one client, averaged over ten seconds
     * @param topicLevels levels of a topic or filter
     * @param receiveMaximum messages of one client that are not yet acknowledged (MQTT 5, 3.2.2.3.3)
     * @param retainedMessages kept for later subscribers
     */
    record Limits(
            int clients,
            int packetBytes,
            int messagesPerSecond,
            int topicLevels,
            int receiveMaximum,
            int retainedMessages) {
        public static final Limits DEFAULT = new Limits(1_000, 256 * 1024, 20_000, 16, 1_000, 10_000);
    }
}
