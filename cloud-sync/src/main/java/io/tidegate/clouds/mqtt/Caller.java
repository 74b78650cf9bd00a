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
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/**
 * Who calls a broker, and which. Immutable.
 *
 * @param timeout for connecting
 * @param kept how long the broker keeps our session, and what comes for it; empty where nothing is heard
 */
public record Caller(
        URI url,
        String clientId,
        Optional<String> username,
        Optional<Secret> password,
        Tls tls,
        Duration timeout,
        Optional<Duration> kept) {

    /** A line that died without a word is noticed after 1.5 times this, even when there is nothing to send. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** Far above what a command has, so that the sender of one that is too large can be told. The broker drops what is larger. */
    private static final long PACKET_BYTES_MAX = 256 * 1024;

    static Caller of(MqttCloud config) {
        return new Caller(
                config.url(),
                config.clientId(),
                config.username(),
                config.password(),
                config.tls(),
                config.timeout(),
                config.commands().map(CommandDoor.Mqtt::kept));
    }

    /** With the certificates that are there now. */
    MqttConnectionOptions options() throws UnfitCertificate {
        MqttConnectionOptions options = new MqttConnectionOptions();
        // Our journal knows what is unsent: a session at the broker has nothing to keep but commands.
        options.setCleanStart(kept.isEmpty());
        kept.ifPresent(time -> {
            options.setSessionExpiryInterval(time.toSeconds());
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
}
