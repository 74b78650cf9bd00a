package io.tidegate.site;

import io.tidegate.site.MqttTerms.Version;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Brokers of which is known what they take: defaults of an MQTT cloud's keys, and limits on them. Each figure is of the
 * vendor's own documentation, as of 2026:
 *
 * <ul>
 *   <li>AWS IoT Core: "AWS IoT Core endpoints and quotas", message broker and protocol limits
 *       (docs.aws.amazon.com/general/latest/gr/iot-core.html); "Device communication protocols" for ports and ALPN
 *       (docs.aws.amazon.com/iot/latest/developerguide/protocols.html)
 *   <li>Azure IoT Hub: "Communicate with an IoT hub using the MQTT protocol"
 *       (learn.microsoft.com/azure/iot/iot-mqtt-connect-to-iot-hub), "IoT Hub quotas and throttling"
 *   <li>Azure Event Grid: "MQTT features supported by the MQTT broker" (learn.microsoft.com/azure/event-grid/mqtt-support),
 *       "Azure Event Grid quotas and limits"
 *   <li>HiveMQ: "Restrictions" and "MQTT" of its configuration (docs.hivemq.com/hivemq/latest/user-guide)
 *   <li>EMQX: "MQTT" of its configuration (docs.emqx.com)
 * </ul>
 */
public enum MqttPreset {
    AWS_IOT_CORE("AWS IoT Core"),
    AZURE_IOT_HUB("Azure IoT Hub"),
    AZURE_EVENT_GRID("Azure Event Grid"),
    HIVEMQ("HiveMQ"),
    EMQX("EMQX");

    private static final long KIB = 1024;

    /** "Clients that connect on port 443 ... must implement ALPN." */
    private static final int PORT_OF_HTTPS = 443;

    private final String brand;

    MqttPreset(String brand) {
        this.brand = brand;
    }

    /** As its vendor calls it. */
    public String brand() {
        return brand;
    }

    /** Whether the limits are the service's, for all of its customers; else they are what a server has that nobody has changed. */
    boolean isFirm() {
        return switch (this) {
            case AWS_IOT_CORE, AZURE_IOT_HUB, AZURE_EVENT_GRID -> true;
            case HIVEMQ, EMQX -> false;
        };
    }

    /** The first is the one to speak where nothing is said. */
    List<Version> versions() {
        return this == AZURE_IOT_HUB ? List.of(Version.V3_1_1) : List.of(Version.V5, Version.V3_1_1);
    }

    /**
     * Bytes of a payload. AWS: "128 KB". The hub: 256 KB for a device's message and its properties, Event Grid and EMQX: 512
     * KiB and 1 MB for a packet; of these 1 KiB is left for what is not payload. A HiveMQ takes what MQTT can carry.
     */
    Optional<Long> messageMax() {
        return switch (this) {
            case AWS_IOT_CORE -> Optional.of(128 * KIB);
            case AZURE_IOT_HUB -> Optional.of(255 * KIB);
            case AZURE_EVENT_GRID -> Optional.of(511 * KIB);
            case EMQX -> Optional.of(1023 * KIB);
            case HIVEMQ -> Optional.empty();
        };
    }

    /** AWS discards what is above 100 of a connection in a second; Event Grid takes 1,000 of a session. */
    Optional<Integer> messagesPerSecond() {
        return switch (this) {
            case AWS_IOT_CORE -> Optional.of(100);
            case AZURE_EVENT_GRID -> Optional.of(1_000);
            case AZURE_IOT_HUB, HIVEMQ, EMQX -> Optional.empty();
        };
    }

    /** Of a connection: 512 KB at AWS, 1 MB at Event Grid. */
    Optional<Long> bytesPerSecond() {
        return switch (this) {
            case AWS_IOT_CORE -> Optional.of(512 * KIB);
            case AZURE_EVENT_GRID -> Optional.of(1024 * KIB);
            case AZURE_IOT_HUB, HIVEMQ, EMQX -> Optional.empty();
        };
    }

    /** AWS: 7 slashes. Event Grid: 15 segments. The others allow more than anybody writes. */
    Optional<Integer> topicLevelsMax() {
        return switch (this) {
            case AWS_IOT_CORE -> Optional.of(8);
            case AZURE_EVENT_GRID -> Optional.of(15);
            case AZURE_IOT_HUB, HIVEMQ, EMQX -> Optional.empty();
        };
    }

    /** In UTF-8. */
    Optional<Integer> topicBytesMax() {
        return switch (this) {
            case AWS_IOT_CORE, AZURE_EVENT_GRID -> Optional.of(256);
            case AZURE_IOT_HUB, HIVEMQ, EMQX -> Optional.empty();
        };
    }

    /** In UTF-8: AWS's client id, the hub's device id, Event Grid's session name. */
    Optional<Integer> clientIdBytesMax() {
        return switch (this) {
            case AWS_IOT_CORE, AZURE_IOT_HUB, AZURE_EVENT_GRID -> Optional.of(128);
            case HIVEMQ, EMQX -> Optional.empty();
        };
    }

    /** AWS has other protocols at port 443 beside MQTT, which has one name with a certificate and another with a password. */
    Optional<String> alpn(URI url, boolean byUsername) {
        return this == AWS_IOT_CORE && url.getPort() == PORT_OF_HTTPS
                ? Optional.of(byUsername ? "mqtt" : "x-amzn-mqtt-ca")
                : Optional.empty();
    }
}
