package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An InfluxDB that many sites write to, for dashboards.
 *
 * @param url below which its paths begin
 * @param database its {@code version}, and what that one wants to know
 * @param gzip compresses the body (RFC 9110, section 8.4.1.3)
 */
public record InfluxCloud(Common common, URI url, InfluxDatabase database, Tls tls, boolean gzip)
        implements SinkConfig {

    static final String TYPE = "influxdb";

    private static final Scalar<Integer> VERSION = Scalars.whole("2", 1, 3);
    private static final Scalar<String> DATABASE = Scalars.text("sites");

    /** Where which of the other keys belong there is not known. */
    private static final InfluxDatabase STAND_IN =
            new InfluxDatabase.Version1("sites", Optional.empty(), Optional.empty(), Optional.empty());

    static InfluxCloud read(Mapping item, String id, SinkReading reading) {
        Common common = reading.common(item, id);
        URI url = item.required("url", Scalars.url("https://influx.example.com", "http", "https"));
        reading.refuseQuery(item, "url", url);
        return new InfluxCloud(
                common,
                url,
                database(item, reading),
                reading.tls(item, List.of(url)),
                item.optional("gzip", Scalars.FLAG, true));
    }

    private static InfluxDatabase database(Mapping item, SinkReading reading) {
        Optional<Integer> version = item.decisive("version", VERSION);
        if (version.isEmpty()) {
            item.closeUnread();
            return STAND_IN;
        }
        return switch (version.get()) {
            case 1 ->
                new InfluxDatabase.Version1(
                        item.required("database", DATABASE),
                        item.maybe("retentionPolicy", Scalars.text("year")),
                        item.maybe("username", Scalars.text("gw-1")),
                        item.maybe("password", reading.secrets().password()));
            case 2 ->
                new InfluxDatabase.Version2(
                        item.required("org", Scalars.text("head-office")),
                        item.required("bucket", DATABASE),
                        item.required("token", reading.secrets().token()));
            default ->
                new InfluxDatabase.Version3(
                        item.required("database", DATABASE),
                        item.required("token", reading.secrets().token()));
        };
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        show(yaml, database);
        yaml.tls(tls);
        yaml.bare("gzip", gzip);
    }

    static void show(YamlWriter yaml, InfluxDatabase database) {
        switch (database) {
            case InfluxDatabase.Version1 first -> {
                yaml.bare("version", 1);
                yaml.text("database", first.database());
                first.retentionPolicy().ifPresent(policy -> yaml.text("retentionPolicy", policy));
                yaml.login(first.username(), first.password());
            }
            case InfluxDatabase.Version2 second -> {
                yaml.bare("version", 2);
                yaml.text("org", second.org());
                yaml.text("bucket", second.bucket());
                yaml.text("token", second.token().reference());
            }
            case InfluxDatabase.Version3 third -> {
                yaml.bare("version", 3);
                yaml.text("database", third.database());
                yaml.text("token", third.token().reference());
            }
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** A database beside the one that took entries is as strange as another server. */
    @Override
    public String place() {
        return url + " " + database.name();
    }
}
