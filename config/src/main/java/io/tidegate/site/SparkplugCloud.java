package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The servers of a Sparkplug B 3.0 host application, to which the gateway is an edge node and each device a device.
 *
 * @param url the first server
 * @param fallbacks further ones, tried in turn
 * @param group without {@code + / #}
 * @param node without {@code + / #}
 * @param primaryHost the host application that must be online before anything is published
 * @param unchanged whether a reading goes out whose value is the same as before
 */
public record SparkplugCloud(
        Common common,
        URI url,
        List<URI> fallbacks,
        String group,
        String node,
        Optional<String> primaryHost,
        String clientId,
        Optional<String> username,
        Optional<Secret> password,
        Tls tls,
        boolean unchanged,
        Optional<CommandDoor.Sparkplug> commands)
        implements SinkConfig {

    static final String TYPE = "sparkplug";

    /** Who tries more servers than this one after the other is away for too long. */
    private static final int FALLBACKS_MAX = 4;

    static SparkplugCloud read(Mapping item, String id, SinkReading reading) {
        Common common = reading.common(item, id);
        URI url = reading.broker(item, "url");
        List<URI> fallbacks = reading.brokers(item, "fallbacks", FALLBACKS_MAX);
        return new SparkplugCloud(
                common,
                url,
                fallbacks,
                item.optional(
                        "group", Topics.level("corner-shop"), reading.origin().site()),
                item.optional("node", Topics.level("gw-1"), reading.origin().gateway()),
                item.maybe("primaryHost", Topics.level("scada")),
                reading.clientId(item, id),
                item.maybe("username", Scalars.text("gw-1")),
                item.maybe("password", reading.secrets().password()),
                reading.tls(
                        item, Stream.concat(Stream.of(url), fallbacks.stream()).toList()),
                item.optional("unchanged", Scalars.FLAG, false),
                CommandDoor.Sparkplug.read(item, reading));
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        yaml.texts("fallbacks", fallbacks.stream().map(EffectiveSite::shown).toList());
        yaml.text("group", group);
        yaml.text("node", node);
        primaryHost.ifPresent(host -> yaml.text("primaryHost", host));
        yaml.text("clientId", clientId);
        yaml.login(username, password);
        yaml.tls(tls);
        yaml.bare("unchanged", unchanged);
        commands.ifPresent(door -> door.show(yaml));
    }

    /** In the order in which they are tried. */
    public List<URI> servers() {
        return Stream.concat(Stream.of(url), fallbacks.stream()).toList();
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
