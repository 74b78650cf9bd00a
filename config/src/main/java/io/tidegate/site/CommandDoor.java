package io.tidegate.site;

import io.tidegate.observation.Observation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the commands of a cloud come in, and which are allowed. One record for each way. Immutable. */
public sealed interface CommandDoor {

    CommandRights allow();

    /** What comes on the sink's own connection to its broker. */
    sealed interface Subscription extends CommandDoor {

        /** What to subscribe to. */
        String filter();
    }

    /**
     * A topic of the sink's broker.
     *
     * @param topic with the ids of site and gateway in it
     * @param kept how long the broker shall keep commands for us while the line is down
     * @param secret with which senders sign; then nothing else is a command
     */
    record Mqtt(String topic, Duration kept, Optional<Secret> secret, CommandRights allow) implements Subscription {

        private static final String TOPIC = "tidegate/{site}/{gateway}/commands";
        private static final Duration KEPT = Duration.ofHours(1);
        private static final Scalar<Duration> KEPT_SCALAR = Scalars.duration("1 h", Duration.ZERO, Duration.ofDays(30));

        /** @param sent the topic of the sink, to which its own entries go */
        static Optional<Subscription> read(Mapping item, SinkReading reading, String sent) {
            return item.section("commands").map(section -> {
                String topic = section.optional("topic", Topics.asked(), TOPIC);
                Mqtt door = new Mqtt(
                        reading.origin().fillIn(topic),
                        section.optional("kept", KEPT_SCALAR, KEPT),
                        section.maybe("secret", reading.secrets().signingKey()),
                        rights(section, reading));
                boolean isKnown = !item.isUnreadable("topic") && !section.isUnreadable("topic");
                for (String kind : Observation.KINDS) {
                    if (isKnown
                            && reading.origin()
                                    .fillIn(sent)
                                    .replace("{kind}", kind)
                                    .equals(door.topic)) {
                        section.problem(
                                section.has("topic") ? "topic" : "allow",
                                "commands would come in where entries go out, at " + door.topic
                                        + ". Choose another topic, such as " + TOPIC + ".");
                    }
                }
                section.close();
                return door;
            });
        }

        @Override
        public String filter() {
            return topic;
        }

        void show(YamlWriter yaml) {
            yaml.section("commands", () -> {
                yaml.text("topic", topic);
                yaml.bare("kept", Quantities.text(kept));
                secret.ifPresent(key -> yaml.text("secret", key.reference()));
                allow.show(yaml);
            });
        }
    }

    /**
     * The one place that an Azure IoT Hub has for each device, with times of its own for what waits there.
     *
     * @param place the beginning of topics; behind it the hub tells of each message by properties
     */
    record IotHub(String place, CommandRights allow) implements Subscription {

        static Optional<Subscription> read(Mapping item, SinkReading reading, IotHubDevice device) {
            return item.section("commands").map(section -> {
                section.maybe("topic", Topics.asked())
                        .ifPresent(_ -> section.problem(
                                "topic",
                                "is the device's own at Azure IoT Hub: cloud-to-device messages. Leave it out."));
                section.maybe("kept", Mqtt.KEPT_SCALAR)
                        .ifPresent(_ -> section.problem(
                                "kept",
                                "is set at Azure IoT Hub, as the time that messages live there. Leave it out."));
                section.maybe("secret", reading.secrets().signingKey())
                        .ifPresent(_ -> section.problem(
                                "secret",
                                "is of no use at Azure IoT Hub, where only its owner's services send to a device. Leave"
                                        + " it out."));
                IotHub door = new IotHub(device.heard(), rights(section, reading));
                section.close();
                return door;
            });
        }

        @Override
        public String filter() {
            return place + "#";
        }

        void show(YamlWriter yaml) {
            yaml.section("commands", () -> allow.show(yaml));
        }
    }

    /** An address of the sink's server, which is asked for them again and again. */
    record Http(URI url, CommandRights allow) implements CommandDoor {

        static Optional<Http> read(Mapping item, SinkReading reading, URI server) {
            return item.section("commands").map(section -> {
                URI url = section.required(
                        "url",
                        Scalars.url(
                                LoginSection.INSTEAD + " of the sink",
                                "https://cloud.example.com/gateways/gw-1/commands",
                                List.of("http", "https")));
                if (!section.isUnreadable("url")
                        && !item.isUnreadable("url")
                        && !(url.getScheme() + url.getRawAuthority())
                                .equals(server.getScheme() + server.getRawAuthority())) {
                    section.problem(
                            "url",
                            "is at another server than the sink, whose log-in goes there. Use " + server.getScheme()
                                    + "://" + server.getRawAuthority() + "/... .");
                }
                Http door = new Http(url, rights(section, reading));
                section.close();
                return door;
            });
        }

        void show(YamlWriter yaml) {
            yaml.section("commands", () -> {
                yaml.text("url", EffectiveSite.shown(url));
                allow.show(yaml);
            });
        }
    }

    /** DCMD of the host application: only outputs can be switched. */
    record Sparkplug(CommandRights allow) implements CommandDoor {

        static Optional<Sparkplug> read(Mapping item, SinkReading reading) {
            return item.section("commands").map(section -> {
                Sparkplug door = new Sparkplug(rights(section, reading));
                if (!door.allow.equals(CommandRights.toSwitch(door.allow.outputs()))) {
                    section.problem("allow", "a host application can only switch outputs. Keep 'switch' alone.");
                }
                section.close();
                return door;
            });
        }

        void show(YamlWriter yaml) {
            yaml.section("commands", () -> allow.show(yaml));
        }
    }

    private static CommandRights rights(Mapping section, SinkReading reading) {
        return CommandRights.read(section.requiredSection("allow"), reading.devices());
    }
}
