package io.tidegate.clouds.mqtt;

import io.tidegate.clouds.CommandQueue;
import io.tidegate.net.PromptSockets;
import io.tidegate.net.Tls;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.site.CommandDoor;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/**
 * Who calls a broker, and which. Immutable.
 *
 * @param alpn the protocol's name, for a server that has several behind one port
 * @param timeout for connecting
 * @param session empty where nothing is heard
 */
public record Caller(
        URI url,
        String clientId,
        Optional<String> username,
        Optional<Secret> password,
        Tls tls,
        Optional<String> alpn,
        Duration timeout,
        Optional<Session> session) {

    /**
     * What the broker knows of us while the line is down, with what comes for us.
     *
     * @param kept so long; empty where the broker has a time of its own
     */
    record Session(Optional<Duration> kept) {

        static Session of(CommandDoor.Subscription door) {
            return switch (door) {
                case CommandDoor.Mqtt topic -> new Session(Optional.of(topic.kept()));
                case CommandDoor.IotHub _ -> new Session(Optional.empty());
            };
        }
    }

    /** A line that died without a word is noticed after 1.5 times this, even when there is nothing to send. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** Far above what a command has, so that the sender of one that is too large can be told. The broker drops what is larger. */
    private static final long PACKET_BYTES_MAX = 256 * 1024;

    /** @param password that lets us in now */
    static Caller of(MqttCloud config, Optional<Secret> password) {
        return new Caller(
                config.url(),
                config.clientId(),
                config.username(),
                password,
                config.tls(),
                config.terms().alpn(),
                config.timeout(),
                config.commands().map(Session::of));
    }

    /** With the certificates that are there now. */
    MqttConnectionOptions options() throws UnfitCertificate {
        MqttConnectionOptions options = new MqttConnectionOptions();
        // Our journal knows what is unsent: a session at the broker has nothing to keep but commands.
        options.setCleanStart(session.isEmpty());
        session.ifPresent(known -> {
            known.kept().ifPresent(time -> options.setSessionExpiryInterval(time.toSeconds()));
            options.setReceiveMaximum(CommandQueue.WAITING_MAX);
            options.setMaximumPacketSize(PACKET_BYTES_MAX);
        });
        options.setAutomaticReconnect(false);
        options.setSocketFactory(PromptSockets.forBroker(url, tls));
        options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        options.setConnectionTimeout((int) Math.max(1, timeout.toSeconds()));
        username.ifPresent(options::setUserName);
        password.ifPresent(secret -> options.setPassword(secret.reveal().getBytes(StandardCharsets.UTF_8)));
        return options;
    }

    /** The same by MQTT 3.1.1. */
    MqttConnectOptions options311() throws UnfitCertificate {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(session.isEmpty());
        options.setAutomaticReconnect(false);
        options.setSocketFactory(PromptSockets.forBroker(url, tls));
        options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        options.setConnectionTimeout((int) Math.max(1, timeout.toSeconds()));
        // We keep to fewer ourselves; Paho counts one for a moment longer.
        options.setMaxInflight(2 * BrokerLink.IN_FLIGHT_MAX);
        username.ifPresent(options::setUserName);
        password.ifPresent(secret -> options.setPassword(secret.reveal().toCharArray()));
        return options;
    }
}
