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
public record HttpCloud(
        Common common,
        URI url,
        Format format,
        HttpLogin login,
        Tls tls,
        boolean gzip,
        Optional<CommandDoor.Http> commands)
        implements SinkConfig {

    static final String TYPE = "http";

    /** What the array holds. */
    public enum Format {
        /** Entries as they are. */
        JSON,
        /** Each in an envelope (CloudEvents 1.0, JSON batch). */
        CLOUDEVENTS
    }

    /** As the site file has it that names no more than the address. */
    public static HttpCloud at(URI url, Common common) {
        return new HttpCloud(common, url, Format.JSON, new HttpLogin.None(), Tls.STANDARD, true, Optional.empty());
    }

    static HttpCloud read(Mapping item, String id, SinkReading reading) {
        Common common = reading.common(item, id);
        URI url = item.required(
                "url", Scalars.url(LoginSection.INSTEAD, "https://cloud.example.com/ingest", List.of("http", "https")));
        return new HttpCloud(
                common,
                url,
                item.optional("format", Scalars.oneOf(Format.class), Format.JSON),
                new LoginSection(reading.secrets()).read(item),
                reading.tls(item, List.of(url)),
                item.optional("gzip", Scalars.FLAG, true),
                reading.refuseDeaf(item, common, CommandDoor.Http.read(item, reading, url)));
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        yaml.text("format", Scalars.word(format));
        LoginSection.show(login, yaml);
        yaml.tls(tls);
        yaml.bare("gzip", gzip);
        commands.ifPresent(door -> door.show(yaml));
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
