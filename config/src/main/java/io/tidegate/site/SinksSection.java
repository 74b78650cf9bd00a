package io.tidegate.site;

import io.tidegate.codes.Gtin;
import io.tidegate.observation.Origin;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Epcis.Mode;
import io.tidegate.site.SinkConfig.Epcis.Sale;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code sinks:}, one case for each {@code type:}. Safe from any thread. */
final class SinksSection {

    /** Each sink reads the whole journal. */
    static final int SINKS_MAX = 20;

    private enum Type {
        MQTT,
        HTTP,
        EPCIS,
        SPARKPLUG
    }

    private static final Scalar<Type> TYPE = Scalars.oneOf(Type.class);
    private static final Scalar<Duration> TIMEOUT =
            Scalars.duration("30 s", Duration.ofSeconds(1), Duration.ofMinutes(10));
    private static final Duration TIMEOUT_STANDARD = Duration.ofSeconds(15);
    private static final int MQTT_PORT = 1883;
    private static final Scalar<URI> BROKER = Scalars.url("mqtt://cloud.example.com:1883", "mqtt", "mqtts");

    /** Who tries more servers than this one after the other is away for too long. */
    private static final int FALLBACKS_MAX = 4;

    private static final int GLN_LENGTH = 13;
    private static final String GLN_EXAMPLE = "4012345000009";
    private static final Scalar<String> GLN =
            new Scalar<>(Scalar.Type.TEXT, GLN_EXAMPLE, GLN_EXAMPLE, SinksSection::gln);

    private final SecretReader secrets;
    private final Origin origin;
    private final ZoneId timezone;
    private final MqttSettings ownBroker;

    /** @param origin for client ids that no other gateway has */
    SinksSection(SecretReader secrets, Origin origin, ZoneId timezone, MqttSettings ownBroker) {
        this.secrets = secrets;
        this.origin = origin;
        this.timezone = timezone;
        this.ownBroker = ownBroker;
    }

    List<SinkConfig> read(Mapping root) {
        List<SinkConfig> sinks = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        for (Mapping item : root.list("sinks", SINKS_MAX)) {
            String id = item.required("id", Scalars.id("hq"));
            SiteLoader.refuseRepeated(item, id, earlier);
            if (id.equals(SiteFile.HISTORY_READER)) {
                item.problem("id", "'" + id + "' is what the gateway calls its own history. Choose another.");
            }
            item.decisive("type", TYPE)
                    .map(type -> switch (type) {
                        case MQTT -> mqtt(item, id);
                        case HTTP -> http(item, id);
                        case EPCIS -> epcis(item, id);
                        case SPARKPLUG -> sparkplug(item, id);
                    })
                    .ifPresentOrElse(sinks::add, item::closeUnread);
            item.close();
        }
        return sinks;
    }

    private SinkConfig mqtt(Mapping item, String id) {
        URI url = item.required("url", BROKER);
        refuseOwn(item, "url", url);
        return new SinkConfig.Mqtt(
                id,
                url,
                item.required("topic", Topics.sent()),
                item.optional("clientId", Scalars.text("tidegate-gw-1-hq"), clientId(id)),
                item.maybe("username", Scalars.text("gw-1")),
                item.maybe("password", secrets.password()),
                item.optional("timeout", TIMEOUT, TIMEOUT_STANDARD),
                batch(item));
    }

    private SinkConfig sparkplug(Mapping item, String id) {
        URI url = item.required("url", BROKER);
        refuseOwn(item, "url", url);
        List<URI> fallbacks = item.values("fallbacks", BROKER, FALLBACKS_MAX);
        fallbacks.forEach(each -> refuseOwn(item, "fallbacks", each));
        return new SinkConfig.Sparkplug(
                id,
                url,
                fallbacks,
                item.optional("group", Topics.level("corner-shop"), origin.site()),
                item.optional("node", Topics.level("gw-1"), origin.gateway()),
                item.maybe("primaryHost", Topics.level("scada")),
                item.optional("clientId", Scalars.text("tidegate-gw-1-hq"), clientId(id)),
                item.maybe("username", Scalars.text("gw-1")),
                item.maybe("password", secrets.password()),
                item.optional("unchanged", Scalars.FLAG, false),
                item.optional("timeout", TIMEOUT, TIMEOUT_STANDARD),
                batch(item));
    }

    private String clientId(String sink) {
        return "tidegate-" + origin.site() + "-" + origin.gateway() + "-" + sink;
    }

    private SinkConfig http(Mapping item, String id) {
        return new SinkConfig.Http(
                id,
                item.required("url", Scalars.url("https://cloud.example.com/ingest", "http", "https")),
                item.maybe("bearer", secrets.token()),
                item.optional("gzip", Scalars.FLAG, true),
                item.optional("timeout", TIMEOUT, TIMEOUT_STANDARD),
                batch(item));
    }

    private SinkConfig epcis(Mapping item, String id) {
        URI url = item.required("url", Scalars.url("https://epcis.example.com/v2", "http", "https"));
        if (url.getPath().matches(".*/(capture|events)/?")) {
            item.problem("url", "names what is done there. Leave out '/capture' or '/events' at its end.");
        }
        refuseQuery(item, "url", url);
        URI base = item.required("base", Scalars.url("https://shop.example.com/id/", "http", "https"));
        refuseQuery(item, "base", base);
        return new SinkConfig.Epcis(
                id,
                url,
                item.maybe("bearer", secrets.token()),
                base,
                item.maybe("gln", GLN),
                item.optional("sale", Scalars.oneOf(Sale.class), Sale.OBSERVE),
                item.optional("mode", Scalars.oneOf(Mode.class), Mode.CAPTURE),
                item.optional("timezone", Scalars.ZONE, timezone),
                item.optional("timeout", TIMEOUT, TIMEOUT_STANDARD),
                batch(item));
    }

    private static void refuseQuery(Mapping item, String key, URI url) {
        if (url.getRawQuery() != null) {
            item.problem(key, "has a query, but more is written behind it. Leave out what begins with '?'.");
        }
    }

    private static String gln(String text) throws Unfit {
        // The last digit follows from the others as that of an item's number of the same length does.
        if (text.length() != GLN_LENGTH || Gtin.read(text).isEmpty()) {
            throw new Unfit("is no GLN: it has 13 digits, of which the last follows from the others. Copy it from the"
                    + " certificate of GS1, or leave it out.");
        }
        return text;
    }

    private static BatchLimits batch(Mapping item) {
        return item.section("batch")
                .map(section -> {
                    BatchLimits standard = BatchLimits.DEFAULT;
                    BatchLimits limits = new BatchLimits(
                            section.optional("entries", Scalars.whole("500", 1, 10_000), standard.entries()),
                            section.optional(
                                            "bytes", Scalars.bytes("128 KiB", 1024, 16L << 20), (long) standard.bytes())
                                    .intValue());
                    section.close();
                    return limits;
                })
                .orElse(BatchLimits.DEFAULT);
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
