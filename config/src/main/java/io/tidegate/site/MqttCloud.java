package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An MQTT broker; one message for each batch, a JSON array.
 *
 * @param topic with {@code {site}}, {@code {gateway}} and {@code {kind}}
 * @param sharedAccessKey Base64 of a key by which tokens are made that stand in for a password (Azure IoT Hub)
 */
public record MqttCloud(
        Common common,
        URI url,
        String topic,
        String clientId,
        Optional<String> username,
        Optional<Secret> password,
        Optional<Secret> sharedAccessKey,
        Tls tls,
        MqttTerms terms)
        implements SinkConfig {

    static final String TYPE = "mqtt";

    private static final Scalar<MqttPreset> PRESET = Scalars.oneOf(MqttPreset.class);

    static MqttCloud read(Mapping item, String id, SinkReading reading) {
        Optional<MqttPreset> preset = item.maybe("preset", PRESET);
        URI url = reading.broker(item, "url");
        boolean isHub = preset.equals(Optional.of(MqttPreset.AZURE_IOT_HUB));
        String clientId = isHub ? item.required("clientId", IotHubDevice.ID) : reading.clientId(item, id);
        IotHubDevice device = new IotHubDevice(String.valueOf(url.getHost()), clientId);
        Optional<String> username = item.maybe("username", Scalars.text("gw-1"));
        MqttCloud read = new MqttCloud(
                common(item, id, reading, preset),
                url,
                isHub ? item.optional("topic", Topics.sent(), device.topic()) : item.required("topic", Topics.sent()),
                clientId,
                isHub ? username.or(() -> Optional.of(device.username())) : username,
                item.maybe("password", reading.secrets().password()),
                item.maybe("sharedAccessKey", reading.secrets().sharedAccessKey()),
                reading.tls(item, List.of(url)),
                MqttTerms.read(item, preset, url));
        preset.ifPresent(each -> new PresetRules(item, each, reading.origin()).check(read));
        if (item.has("sharedAccessKey") && !isHub) {
            item.problem("sharedAccessKey", "is of Azure IoT Hub. Add 'preset: azure-iot-hub', or use password.");
        }
        return read;
    }

    private static Common common(Mapping item, String id, SinkReading reading, Optional<MqttPreset> preset) {
        Common common = reading.common(item, id);
        return preset.flatMap(MqttPreset::bytesPerSecond).map(common::paced).orElse(common);
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        terms.show(yaml);
        yaml.text("topic", topic);
        yaml.text("clientId", clientId);
        yaml.login(username, password);
        sharedAccessKey.ifPresent(key -> yaml.text("sharedAccessKey", key.reference()));
        yaml.tls(tls);
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
