package io.tidegate.site;

import io.tidegate.site.MqttSettings.Limits;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads {@code mqtt:}, the broker that the site's devices talk to. Safe from any thread. */
final class MqttSection {

    private static final String OF_ANOTHER = "belongs to an existing broker. Add 'url:', or remove it.";

    private final SecretReader secrets;
    private final String gatewayId;

    MqttSection(SecretReader secrets, String gatewayId) {
        this.secrets = secrets;
        this.gatewayId = gatewayId;
    }

    MqttSettings read(Mapping section) {
        if (section.has("embedded") && section.has("url")) {
            section.problem(
                    "url",
                    "stands beside 'embedded'. Keep 'embedded' for the gateway's own server, or 'url'"
                            + " for an existing broker.");
        }
        Optional<MqttSettings> embedded = section.section("embedded").map(MqttSection::embedded);
        MqttSettings settings = section.has("url") ? external(section) : embedded.orElse(MqttSettings.Embedded.DEFAULT);
        if (!section.has("url")) {
            for (String key : new String[] {"clientId", "username", "password"}) {
                section.maybe(key, Scalars.text(key)).ifPresent(_ -> section.problem(key, OF_ANOTHER));
            }
            section.section("tls").ifPresent(_ -> section.problem("tls", OF_ANOTHER));
            section.maybe("url", Scalars.text("mqtt://127.0.0.1:1883"));
        }
        section.close();
        return settings;
    }

    private MqttSettings external(Mapping section) {
        URI url = section.required("url", Scalars.url("mqtt://127.0.0.1:1883", "mqtt", "mqtts"));
        return new MqttSettings.External(
                url,
                section.optional("clientId", Scalars.text("tidegate-gw-1"), "tidegate-" + gatewayId),
                section.maybe("username", Scalars.text("tidegate")),
                section.maybe("password", secrets.password()),
                new TlsSection(secrets).read(section, List.of(url)));
    }

    private static MqttSettings embedded(Mapping section) {
        MqttSettings.Embedded standard = MqttSettings.Embedded.DEFAULT;
        MqttSettings.Embedded server = new MqttSettings.Embedded(
                section.optional("host", Hosts.host(), standard.host()),
                section.optional("port", Scalars.PORT, standard.port()),
                section.optional("insecure", Scalars.FLAG, standard.insecure()),
                section.section("limits").map(MqttSection::limits).orElse(standard.limits()));
        if (!Hosts.isLoopback(server.host()) && !server.insecure()) {
            section.problem("host", reachable(server.host(), "publish and listen"));
        }
        section.close();
        return server;
    }

    private static Limits limits(Mapping section) {
        Limits standard = Limits.DEFAULT;
        Limits limits = new Limits(
                section.optional("clients", Scalars.whole("1000", 1, 100_000), standard.clients()),
                section.optional(
                                "packetBytes", Scalars.bytes("256 KiB", 1024, 16L << 20), (long) standard.packetBytes())
                        .intValue(),
                section.optional(
                        "messagesPerSecond", Scalars.whole("20000", 1, 1_000_000), standard.messagesPerSecond()),
                section.optional("topicLevels", Scalars.whole("16", 1, 128), standard.topicLevels()),
                section.optional("receiveMaximum", Scalars.whole("1000", 1, 65_535), standard.receiveMaximum()),
                section.optional(
                        "retainedMessages", Scalars.whole("10000", 0, 1_000_000), standard.retainedMessages()));
        section.close();
        return limits;
    }

    static String reachable(String host, String deed) {
        return "'" + host + "' lets anybody in that network " + deed + " without a password. Use 127.0.0.1, or add"
                + " 'insecure: true' beside it if you trust everybody there.";
    }
}
