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
        MqttTerms terms,
        Optional<CommandDoor.Subscription> commands)
        implements SinkConfig {

    static final String TYPE = "mqtt";

    private static final Scalar<MqttPreset> PRESET = Scalars.oneOf(MqttPreset.class);

    static MqttCloud read(Mapping item, String id, SinkReading reading) {
        Optional<MqttPreset> preset = item.maybe("preset", PRESET);
        Optional<PresetRules> rules = preset.map(each -> new PresetRules(item, each, reading.origin()));
        URI given = reading.broker(item, "url");
        URI url = rules.map(each -> each.checkedUrl(given)).orElse(given);
        boolean isHub = isHub(preset);
        String clientId = isHub ? item.required("clientId", IotHubDevice.ID) : reading.clientId(item, id);
        IotHubDevice device = new IotHubDevice(String.valueOf(url.getHost()), clientId);
        Optional<String> username = item.maybe("username", Scalars.text("gw-1"));
        Common common = common(item, id, reading, preset);
        String topic =
                isHub ? item.optional("topic", Topics.sent(), device.topic()) : item.required("topic", Topics.sent());
        MqttCloud read = new MqttCloud(
                common,
                url,
                topic,
                clientId,
                isHub ? username.or(() -> Optional.of(device.username())) : username,
                item.maybe("password", reading.secrets().password()),
                item.maybe("sharedAccessKey", reading.secrets().sharedAccessKey()),
                reading.tls(item, List.of(url)),
                MqttTerms.read(item, preset, url),
                reading.refuseDeaf(
                        item,
                        common,
                        isHub
                                ? CommandDoor.IotHub.read(item, reading, device)
                                : CommandDoor.Mqtt.read(item, reading, topic)));
        rules.ifPresent(each -> each.check(read));
        if (item.has("sharedAccessKey") && !isHub && !item.isUnreadable("preset")) {
            item.problem("sharedAccessKey", "is of Azure IoT Hub. Add 'preset: azure-iot-hub', or use password.");
        }
        read.checkCommands(item);
        return read;
    }

    private static boolean isHub(Optional<MqttPreset> preset) {
        return preset.equals(Optional.of(MqttPreset.AZURE_IOT_HUB));
    }

    private void checkCommands(Mapping item) {
        if (commands.orElse(null) instanceof CommandDoor.Mqtt door
                && door.secret().isPresent()
                && terms.version() == MqttTerms.Version.V3_1_1) {
            item.problem(
                    "commands",
                    "has a secret, and messages of MQTT 3.1.1 have no place for a signature. Use version 5, or leave"
                            + " the secret out.");
        }
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
        commands.ifPresent(door -> show(yaml, door));
    }

    private static void show(YamlWriter yaml, CommandDoor.Subscription subscription) {
        switch (subscription) {
            case CommandDoor.Mqtt topic -> topic.show(yaml);
            case CommandDoor.IotHub hub -> hub.show(yaml);
        }
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
