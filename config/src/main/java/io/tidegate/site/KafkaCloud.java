package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Topics of a Kafka cluster; one record for each entry.
 *
 * @param servers as host:port, at least one of the cluster's; it tells of the others
 * @param topic with {@code {site}}, {@code {gateway}} and {@code {kind}}
 * @param secure whether they speak TLS
 * @param mechanism of the log-in, where there is a username
 * @param gzip compresses what goes to a partition together
 */
public record KafkaCloud(
        Common common,
        List<String> servers,
        String topic,
        boolean secure,
        Optional<String> username,
        Optional<Secret> password,
        Mechanism mechanism,
        boolean gzip,
        Tls tls)
        implements SinkConfig {

    static final String TYPE = "kafka";

    /** Of SASL: the password as it is, or a proof that we know it (RFC 4616, RFC 5802). */
    public enum Mechanism {
        SCRAM_SHA_512,
        SCRAM_SHA_256,
        PLAIN
    }

    /** One that answers is enough. */
    private static final int SERVERS_MAX = 16;

    private static final int PORT_MAX = 65_535;
    private static final String EXAMPLE = "kafka.example.com:9092";

    static KafkaCloud read(Mapping item, String id, SinkReading reading) {
        Common common = reading.common(item, id);
        List<String> servers = servers(item);
        String topic = item.required("topic", Topics.ofKafka());
        boolean secure = item.optional("secure", Scalars.FLAG, false);
        KafkaCloud read = new KafkaCloud(
                common,
                servers,
                topic,
                secure,
                item.maybe("username", Scalars.text("gw-1")),
                item.maybe("password", reading.secrets().password()),
                item.optional("mechanism", Scalars.oneOf(Mechanism.class), Mechanism.SCRAM_SHA_512),
                item.optional("gzip", Scalars.FLAG, true),
                new TlsSection(reading.secrets())
                        .read(
                                item,
                                secure || item.isUnreadable("secure"),
                                "a line without encryption. Write 'secure: true' beside it."));
        reading.refuseLone(item, read.password);
        return read;
    }

    private static List<String> servers(Mapping item) {
        if (!item.has("servers")) {
            item.problem("servers", "is missing. Add it, such as 'servers: [" + EXAMPLE + "]'.");
        }
        List<String> servers = item.values("servers", server(), SERVERS_MAX);
        if (item.has("servers") && servers.isEmpty()) {
            item.problem("servers", "is empty. Name at least one server, such as " + EXAMPLE + ".");
        }
        return servers;
    }

    private static Scalar<String> server() {
        return new Scalar<>(Scalar.Type.TEXT, EXAMPLE, EXAMPLE, text -> {
            if (!isServer(text)) {
                throw new Unfit("'" + text + "' is no server. Write host and port, such as " + EXAMPLE + ".");
            }
            return text;
        });
    }

    private static boolean isServer(String text) {
        try {
            URI address = new URI("kafka://" + text);
            return text.equals(address.getHost() + ":" + address.getPort()) && address.getPort() <= PORT_MAX;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    void show(YamlWriter yaml) {
        yaml.texts("servers", servers);
        yaml.text("topic", topic);
        yaml.bare("secure", secure);
        yaml.login(username, password);
        yaml.text("mechanism", Scalars.word(mechanism));
        yaml.bare("gzip", gzip);
        yaml.tls(tls);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String place() {
        return String.join(",", servers);
    }
}
