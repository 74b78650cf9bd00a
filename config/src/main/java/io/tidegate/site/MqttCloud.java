package io.tidegate.site;

import java.net.URI;
import java.util.Optional;

/**
 * An MQTT broker; one message for each batch, a JSON array.
 *
 * @param topic with {@code {site}}, {@code {gateway}} and {@code {kind}}
 */
public record MqttCloud(
        Common common, URI url, String topic, String clientId, Optional<String> username, Optional<Secret> password)
        implements SinkConfig {

    static final String TYPE = "mqtt";

    static MqttCloud read(Mapping item, String id, SinkReading reading) {
        return new MqttCloud(
                reading.common(item, id),
                reading.broker(item, "url"),
                item.required("topic", Topics.sent()),
                reading.clientId(item, id),
                item.maybe("username", Scalars.text("gw-1")),
                item.maybe("password", reading.secrets().password()));
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        yaml.text("topic", topic);
        yaml.text("clientId", clientId);
        yaml.login(username, password);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String place() {
        return url.toString();
    }
}
