package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An MQTT broker; one message for each batch, a JSON array.
 *
 * @param topic with {@code {site}}, {@code {gateway}} and {@code {kind}}
 */
public record MqttCloud(
        Common common,
        URI url,
        String topic,
        String clientId,
        Optional<String> username,
        Optional<Secret> password,
        Tls tls,
        Optional<CommandDoor.Mqtt> commands)
        implements SinkConfig {

    static final String TYPE = "mqtt";

    static MqttCloud read(Mapping item, String id, SinkReading reading) {
        Common common = reading.common(item, id);
        URI url = reading.broker(item, "url");
        String topic = item.required("topic", Topics.sent());
        return new MqttCloud(
                common,
                url,
                topic,
                reading.clientId(item, id),
                item.maybe("username", Scalars.text("gw-1")),
                item.maybe("password", reading.secrets().password()),
                reading.tls(item, List.of(url)),
                reading.refuseDeaf(item, common, CommandDoor.Mqtt.read(item, reading, topic)));
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        yaml.text("topic", topic);
        yaml.text("clientId", clientId);
        yaml.login(username, password);
        yaml.tls(tls);
        commands.ifPresent(door -> door.show(yaml));
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
