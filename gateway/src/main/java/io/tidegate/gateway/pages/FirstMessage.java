package io.tidegate.gateway.pages;

import io.tidegate.site.MqttDevice;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.SiteFile;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/** A command that says something as a device of this site would, for who tries the site out. Functions only. */
final class FirstMessage {

    private static final String PROGRAM = "mosquitto_pub";
    private static final int PLAIN_PORT = 1883;

    private FirstMessage() {}

    /** Empty where no device speaks by MQTT, and where its broker asks for more than a name and a password. */
    static Optional<String> of(SiteFile site) {
        return site.devices().stream()
                .filter(MqttDevice.class::isInstance)
                .map(MqttDevice.class::cast)
                .findFirst()
                .flatMap(device -> broker(site.mqtt()).map(broker -> PROGRAM + broker + " -q 1" + message(device)));
    }

    private static Optional<String> broker(MqttSettings mqtt) {
        return switch (mqtt) {
            case MqttSettings.Embedded own ->
                own.port() == 0 ? Optional.empty() : Optional.of(at(own.host(), own.port()));
            case MqttSettings.External other -> {
                URI url = other.url();
                String login = other.username()
                        .map(name -> " -u " + quoted(name) + " -P PASSWORD")
                        .orElse("");
                yield "mqtt".equals(url.getScheme())
                        ? Optional.of(at(url.getHost(), url.getPort() < 0 ? PLAIN_PORT : url.getPort()) + login)
                        : Optional.empty();
            }
        };
    }

    /** On this box it needs no name. */
    private static String at(String host, int port) {
        return (isHere(host) ? "" : " -h " + host) + " -p " + port;
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.equals("::") || host.equals("0.0.0.0") || isLoopback(host);
    }

    /** Only of an address that is written out: nobody shall be asked for a name. */
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private static String message(MqttDevice device) {
        String topic = device.topic()
                .replace("{device}", "fridge-9")
                .replace("{metric}", "temperature")
                .replace("/#", "")
                .replace("+", "x");
        boolean alone = device.topic().contains("{metric}");
        return " -t " + quoted(topic) + " -m " + (alone ? "4.2" : "'{\"temperature\":4.2}'");
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[\\w./:@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
