package io.tidegate.site;

import io.tidegate.net.Tls;
import io.tidegate.observation.CommandResult;
import io.tidegate.observation.Origin;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What several kinds of {@code sinks:} read alike. Safe from any thread.
 *
 * @param origin for client ids that no other gateway has
 * @param timezone the site's
 * @param ownBroker that a sink must not deliver to
 * @param devices of the site, which a cloud may be allowed to tell what to do
 */
record SinkReading(
        SecretReader secrets, Origin origin, ZoneId timezone, MqttSettings ownBroker, List<DeviceConfig> devices) {

    private static final Scalar<Duration> TIMEOUT =
            Scalars.duration("30 s", Duration.ofSeconds(1), Duration.ofMinutes(10));
    private static final Duration TIMEOUT_STANDARD = Duration.ofSeconds(15);
    private static final int MQTT_PORT = 1883;
    private static final Scalar<URI> BROKER = Scalars.url("mqtt://cloud.example.com:1883", "mqtt", "mqtts");

    Common common(Mapping item, String id) {
        return common(item, id, BatchLimits.DEFAULT);
    }

    /** @param standard where the site file says nothing of a batch */
    Common common(Mapping item, String id, BatchLimits standard) {
        return new Common(
                id,
                item.optional("timeout", TIMEOUT, TIMEOUT_STANDARD),
                item.section("batch").map(section -> batch(section, standard)).orElse(standard),
                item.section("send").map(Selection::read).orElse(Selection.ALL),
                item.section("limits").map(Limits::read).orElse(Limits.NONE));
    }

    private static BatchLimits batch(Mapping section, BatchLimits standard) {
        BatchLimits limits = new BatchLimits(
                section.optional("entries", Scalars.whole("500", 1, 10_000), standard.entries()),
                section.optional("bytes", Scalars.bytes("128 KiB", 1024, 16L << 20), (long) standard.bytes())
                        .intValue());
        section.close();
        return limits;
    }

    /** An MQTT server that is not the gateway's own. */
    URI broker(Mapping item, String key) {
        URI url = item.required(key, BROKER);
        refuseOwn(item, key, url);
        return url;
    }

    /** The same, of several. */
    List<URI> brokers(Mapping item, String key, int most) {
        List<URI> urls = item.values(key, BROKER, most);
        urls.forEach(url -> refuseOwn(item, key, url));
        return urls;
    }

    /** Of a line to one of these addresses, which must be a secure one. */
    Tls tls(Mapping item, List<URI> urls) {
        return new TlsSection(secrets).read(item, urls);
    }

    /** An address to which more is added. */
    void refuseQuery(Mapping item, String key, URI url) {
        if (url.getRawQuery() != null) {
            item.problem(key, "has a query, but more is written behind it. Leave out what begins with '?'.");
        }
    }

    /** Who may ask wants to hear what came of it. */
    <D extends CommandDoor> Optional<D> refuseDeaf(Mapping item, Common common, Optional<D> door) {
        List<String> kinds = common.send().kinds();
        if (door.isPresent()
                && !kinds.isEmpty()
                && !kinds.contains(CommandResult.KIND)
                && !item.isUnreadable("send.kinds")) {
            item.problem("commands", "has no results, since 'send' leaves them out. Add result to its kinds.");
        }
        return door;
    }

    /** A password alone lets nobody in. */
    void refuseLone(Mapping item, Optional<Secret> password) {
        if (password.isPresent() && !item.has("username")) {
            item.problem("password", "has no username beside it. Add one, such as 'username: gw-1'.");
        }
    }

    String clientId(Mapping item, String sink) {
        return item.optional(
                "clientId",
                Scalars.text("tidegate-gw-1-hq"),
                "tidegate-" + origin.site() + "-" + origin.gateway() + "-" + sink);
    }

    private void refuseOwn(Mapping item, String key, URI url) {
        if (isOwn(url)) {
            item.problem(
                    key,
                    "is the gateway's own MQTT server, so its entries would only come back. Name the"
                            + " cloud's broker.");
        }
    }

    /** It speaks no TLS. */
    private boolean isOwn(URI url) {
        int port = url.getPort() < 0 ? MQTT_PORT : url.getPort();
        return url.getScheme().equals("mqtt")
                && ownBroker instanceof MqttSettings.Embedded server
                && server.port() == port
                && Hosts.isLoopback(url.getHost());
    }
}
