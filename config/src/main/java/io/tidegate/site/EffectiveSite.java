package io.tidegate.site;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The whole configuration as it works, with every default, as YAML that is a valid site file itself. Secrets show as
 * their reference, and of an address the query is masked. Safe from any thread.
 */
public final class EffectiveSite {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern WORD_OF_YAML = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|nan|inf");

    private final StringBuilder yaml = new StringBuilder();

    private EffectiveSite() {}

    public static String yaml(SiteFile site) {
        EffectiveSite effective = new EffectiveSite();
        effective.write(site);
        return effective.yaml.toString();
    }

    private void write(SiteFile file) {
        section("", "site");
        text("  ", "id", file.site().id());
        text("  ", "name", file.site().name());
        text("  ", "timezone", file.site().timezone().getId());
        text("  ", "locale", file.site().locale().toLanguageTag());
        section("", "gateway");
        text("  ", "id", file.gateway().id());
        text("  ", "data", file.gateway().data().toAbsolutePath().toString());
        bare("  ", "commitWindow", Quantities.text(file.gateway().commitWindow()));
        section("  ", "retention");
        bare("    ", "age", Quantities.text(file.gateway().retention().age()));
        bare("    ", "bytes", Quantities.text(file.gateway().retention().bytes()));
        section("", "web");
        text("  ", "host", file.web().host());
        bare("  ", "port", file.web().port());
        bare("  ", "insecure", file.web().insecure());
        section("", "mqtt");
        mqtt(file.mqtt());
        section("", "history");
        history(file.history());
        section("", file.devices().isEmpty() ? "devices: []" : "devices");
        file.devices().forEach(this::device);
        section("", file.sinks().isEmpty() ? "sinks: []" : "sinks");
        file.sinks().forEach(this::sink);
    }

    private void mqtt(MqttSettings mqtt) {
        switch (mqtt) {
            case MqttSettings.Embedded server -> {
                section("  ", "embedded");
                text("    ", "host", server.host());
                bare("    ", "port", server.port());
                bare("    ", "insecure", server.insecure());
                section("    ", "limits");
                MqttSettings.Limits limits = server.limits();
                bare("      ", "clients", limits.clients());
                bare("      ", "packetBytes", Quantities.text((long) limits.packetBytes()));
                bare("      ", "messagesPerSecond", limits.messagesPerSecond());
                bare("      ", "topicLevels", limits.topicLevels());
                bare("      ", "receiveMaximum", limits.receiveMaximum());
                bare("      ", "retainedMessages", limits.retainedMessages());
            }
            case MqttSettings.External broker -> {
                text("  ", "url", shown(broker.url()));
                text("  ", "clientId", broker.clientId());
                login("  ", broker.username(), broker.password());
            }
        }
    }

    private void history(HistorySettings history) {
        section("  ", history instanceof HistorySettings.Embedded ? "embedded" : "influxdb");
        switch (history) {
            case HistorySettings.Embedded own -> {
                bare("    ", "minutes", Quantities.text(own.minutes()));
                bare("    ", "hours", Quantities.text(own.hours()));
            }
            case HistorySettings.Influx1 influx -> {
                text("    ", "url", shown(influx.url()));
                bare("    ", "version", 1);
                text("    ", "database", influx.database());
                login("    ", influx.username(), influx.password());
            }
            case HistorySettings.Influx2 influx -> {
                text("    ", "url", shown(influx.url()));
                bare("    ", "version", 2);
                text("    ", "org", influx.org());
                text("    ", "bucket", influx.bucket());
                text("    ", "token", influx.token().reference());
            }
        }
    }

    private void device(DeviceConfig device) {
        text("  - ", "id", device.id().value());
        text("    ", "driver", device.driver());
        switch (device) {
            case DeviceConfig.Mqtt mqtt -> {
                text("    ", "topic", mqtt.topic());
                mqtt.time().ifPresent(time -> text("    ", "time", time));
            }
            case DeviceConfig.Simulator simulator -> {
                text("    ", "topic", simulator.topic());
                bare("    ", "seed", simulator.seed());
                bare("    ", "interval", Quantities.text(simulator.interval()));
            }
        }
    }

    private void sink(SinkConfig sink) {
        text("  - ", "id", sink.id());
        text("    ", "type", sink.type());
        switch (sink) {
            case SinkConfig.Mqtt mqtt -> {
                text("    ", "url", shown(mqtt.url()));
                text("    ", "topic", mqtt.topic());
                text("    ", "clientId", mqtt.clientId());
                login("    ", mqtt.username(), mqtt.password());
                bare("    ", "timeout", Quantities.text(mqtt.timeout()));
            }
            case SinkConfig.Http http -> {
                text("    ", "url", shown(http.url()));
                http.bearer().ifPresent(bearer -> text("    ", "bearer", bearer.reference()));
                bare("    ", "gzip", http.gzip());
                bare("    ", "timeout", Quantities.text(http.timeout()));
            }
        }
        section("    ", "batch");
        bare("      ", "entries", sink.batch().entries());
        bare("      ", "bytes", Quantities.text((long) sink.batch().bytes()));
    }

    /** Many an address holds a key in its query. */
    private static String shown(URI url) {
        String text = url.toString();
        return url.getRawQuery() == null ? text : text.substring(0, text.indexOf('?')) + "?***";
    }

    private void login(String indent, Optional<String> username, Optional<Secret> password) {
        username.ifPresent(name -> text(indent, "username", name));
        password.ifPresent(secret -> text(indent, "password", secret.reference()));
    }

    private void section(String indent, String name) {
        yaml.append(indent).append(name).append(name.endsWith("]") ? "\n" : ":\n");
    }

    private void bare(String indent, String key, Object value) {
        yaml.append(indent).append(key).append(": ").append(value).append('\n');
    }

    private void text(String indent, String key, String value) {
        boolean plain =
                PLAIN.matcher(value).matches() && !WORD_OF_YAML.matcher(value).matches();
        bare(indent, key, plain ? value : quoted(value));
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '"', '\\' -> quoted.append('\\').append(letter);
                default -> {
                    if (letter < ' ' || letter == 0x7f || letter == 0x85 || letter == 0x2028 || letter == 0x2029) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
                    } else {
                        quoted.append(letter);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
