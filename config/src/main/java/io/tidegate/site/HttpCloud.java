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
        URI url = item.required("url", Scalars.url("https://cloud.example.com/ingest", "http", "https"));
        return new HttpCloud(
                common,
                url,
                item.optional("format", Scalars.oneOf(Format.class), Format.JSON),
                login(item, reading),
                reading.tls(item, List.of(url)),
                item.optional("gzip", Scalars.FLAG, true),
                reading.refuseDeaf(item, common, CommandDoor.Http.read(item, reading, url)));
    }

    private static HttpLogin login(Mapping item, SinkReading reading) {
        Optional<HttpLogin> bearer =
                item.maybe("bearer", reading.secrets().token()).map(HttpLogin.Bearer::new);
        Optional<HttpLogin> oauth = item.section("oauth").map(section -> oauth(section, reading));
        Optional<HttpLogin> hmac =
                item.maybe("hmac", reading.secrets().signingKey()).map(HttpLogin.Hmac::new);
        List<String> given =
                List.of("bearer", "oauth", "hmac").stream().filter(item::has).toList();
        if (given.size() > 1) {
            item.problem(given.getLast(), "stands beside '" + given.getFirst() + "'. Keep one way to log in.");
        }
        return bearer.or(() -> oauth).or(() -> hmac).orElseGet(HttpLogin.None::new);
    }

    private static HttpLogin oauth(Mapping section, SinkReading reading) {
        HttpLogin login = new HttpLogin.OAuth(
                section.required("tokenUrl", Scalars.url("https://login.example.com/oauth2/token", "https", "http")),
                section.required("clientId", Scalars.text("gw-1")),
                section.required("clientSecret", reading.secrets().password()),
                section.maybe("scope", Scalars.text("ingest")),
                section.maybe("audience", Scalars.text("https://cloud.example.com/")));
        section.close();
        return login;
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        yaml.text("format", Scalars.word(format));
        showLogin(yaml);
        yaml.tls(tls);
        yaml.bare("gzip", gzip);
        commands.ifPresent(door -> door.show(yaml));
    }

    private void showLogin(YamlWriter yaml) {
        switch (login) {
            case HttpLogin.None _ -> {}
            case HttpLogin.Bearer(Secret token) -> yaml.text("bearer", token.reference());
            case HttpLogin.Hmac(Secret key) -> yaml.text("hmac", key.reference());
            case HttpLogin.OAuth oauth ->
                yaml.section("oauth", () -> {
                    yaml.text("tokenUrl", EffectiveSite.shown(oauth.tokenUrl()));
                    yaml.text("clientId", oauth.clientId());
                    yaml.text("clientSecret", oauth.clientSecret().reference());
                    oauth.scope().ifPresent(scope -> yaml.text("scope", scope));
                    oauth.audience().ifPresent(audience -> yaml.text("audience", audience));
                });
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
