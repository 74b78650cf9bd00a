package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stream of NATS JetStream; one message for each entry.
 *
 * @param subject with {@code {site}}, {@code {gateway}}, {@code {kind}} and {@code {device}}
 * @param stream that takes them; it must be there
 * @param credentials the content of a {@code .creds} file: a token that names the user, and the key to sign with
 */
public record NatsCloud(
        Common common,
        URI url,
        String subject,
        String stream,
        Optional<String> username,
        Optional<Secret> password,
        Optional<Secret> token,
        Optional<Secret> credentials,
        Tls tls)
        implements SinkConfig {

    static final String TYPE = "nats";

    private static final String SECURE = "tls";

    static NatsCloud read(Mapping item, String id, SinkReading reading) {
        Common common = reading.common(item, id);
        URI url = item.required("url", Scalars.url("nats://nats.example.com:4222", "nats", SECURE));
        NatsCloud read = new NatsCloud(
                common,
                url,
                item.required("subject", Topics.subject()),
                item.required("stream", Topics.stream()),
                item.maybe("username", Scalars.text("gw-1")),
                item.maybe("password", reading.secrets().password()),
                item.maybe("token", reading.secrets().token()),
                item.maybe("credentials", reading.secrets().credentials()),
                reading.tls(item, List.of(url)));
        if (read.waysIn() > 1) {
            item.problem(
                    "url", "has several ways to log in. Keep one of username and password, token, or credentials.");
        }
        reading.refuseLone(item, read.password);
        return read;
    }

    private long waysIn() {
        return Stream.of(username, token, credentials)
                .filter(Optional::isPresent)
                .count();
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        yaml.text("subject", subject);
        yaml.text("stream", stream);
        yaml.login(username, password);
        token.ifPresent(secret -> yaml.text("token", secret.reference()));
        credentials.ifPresent(secret -> yaml.text("credentials", secret.reference()));
        yaml.tls(tls);
    }

    public boolean isSecure() {
        return url.getScheme().equals(SECURE);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Another stream is another place, too. */
    @Override
    public String place() {
        return url + " " + stream;
    }
}
