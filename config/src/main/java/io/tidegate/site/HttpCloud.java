package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP server that takes batches by POST, a JSON array each.
 *
 * @param gzip compresses the body (RFC 9110, section 8.4.1.3)
 */
public record HttpCloud(Common common, URI url, Optional<Secret> bearer, Tls tls, boolean gzip) implements SinkConfig {

    static final String TYPE = "http";

    static HttpCloud read(Mapping item, String id, SinkReading reading) {
        Common common = reading.common(item, id);
        URI url = item.required("url", Scalars.url("https://cloud.example.com/ingest", "http", "https"));
        return new HttpCloud(
                common,
                url,
                item.maybe("bearer", reading.secrets().token()),
                reading.tls(item, List.of(url)),
                item.optional("gzip", Scalars.FLAG, true));
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        bearer.ifPresent(token -> yaml.text("bearer", token.reference()));
        yaml.tls(tls);
        yaml.bare("gzip", gzip);
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
