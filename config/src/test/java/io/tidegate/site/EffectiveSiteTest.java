package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.net.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveSiteTest {

    @ParameterizedTest
    @ValueSource(strings = {"demo.yaml", "corner-shop.yaml", "machine-shop.yaml", "brokers.yaml", "sparkplug-tck.yaml"})
    void it_is_a_site_file_that_means_the_same(String sample, @TempDir Path folder) throws InvalidSite, IOException {
        String yaml = EffectiveSite.yaml(SampleSitesTest.load(sample));
        Path again = Files.writeString(folder.resolve("site.yaml"), yaml);
        assertEquals(yaml, EffectiveSite.yaml(SiteLoader.load(again, SampleSitesTest.ENVIRONMENT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine-shop.yaml"})
    void secrets_show_as_their_reference_only(String sample) throws InvalidSite {
        String yaml = EffectiveSite.yaml(SampleSitesTest.load(sample));
        assertTrue(yaml.contains("password: \"${env:MQTT_PASSWORD}\""), yaml);
        assertTrue(yaml.contains("token: \"${env:INFLUX_TOKEN}\""), yaml);
        assertTrue(yaml.contains("bearer: \"${env:MAINTENANCE_TOKEN}\""), yaml);
        assertFalse(yaml.contains("s3cret"), yaml);
    }

    @Test
    void the_query_of_an_address_is_masked(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                sinks:
                  - {id: lake, type: http, url: "https://lake.example.com/in?api_key=s3cret"}
                """);
        String yaml = EffectiveSite.yaml(SiteLoader.load(file));
        assertTrue(yaml.contains("url: \"https://lake.example.com/in?***\""), yaml);
        assertFalse(yaml.contains("s3cret"), yaml);
    }

    @Test
    void every_version_of_a_central_influxdb_comes_back_as_it_was_and_shows_no_secret(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                sinks:
                  - id: first
                    type: influxdb
                    url: http://10.0.0.2:8086
                    version: 1
                    database: sites
                    retentionPolicy: year
                    username: gw-1
                    password: ${env:SECRET}
                    gzip: false
                  - {id: second, type: influxdb, url: "https://x.example.com", version: 2, org: o, bucket: b, token: "${env:SECRET}"}
                  - {id: third, type: influxdb, url: "https://x.example.com", version: 3, database: d, token: "${env:SECRET}"}
                """);
        SiteFile site = SiteLoader.load(file, Map.of("SECRET", "s3cret"));
        String yaml = EffectiveSite.yaml(site);
        assertEquals(
                site.sinks(),
                SiteLoader.load(Files.writeString(file, yaml), Map.of("SECRET", "s3cret"))
                        .sinks());
        assertFalse(yaml.contains("s3cret") || site.toString().contains("s3cret"), yaml);
    }

    @Test
    void every_way_to_log_in_by_http_comes_back_as_it_was_and_shows_no_secret(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                sinks:
                  - id: signed
                    type: http
                    url: https://lake.example.com/in
                    format: cloudevents
                    hmac: ${env:KEY}
                  - id: granted
                    type: http
                    url: https://lake.example.com/in
                    oauth:
                      tokenUrl: https://login.example.com/token
                      clientId: gw-1
                      clientSecret: ${env:SECRET}
                      scope: ingest read
                      audience: https://lake.example.com/
                  - {id: partner, type: epcis, url: "https://e.example.com/v2", base: "https://s.example.com/", hmac: "${env:KEY}"}
                """);
        Map<String, String> environment = Map.of("KEY", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "SECRET", "s3cret");
        SiteFile site = SiteLoader.load(file, environment);
        String yaml = EffectiveSite.yaml(site);
        assertEquals(
                site.sinks(),
                SiteLoader.load(Files.writeString(file, yaml), environment).sinks());
        assertTrue(yaml.contains("format: cloudevents") && yaml.contains("hmac: \"${env:KEY}\""), yaml);
        assertFalse(yaml.contains("s3cret") || site.toString().contains("s3cret") || yaml.contains("whsec_"), yaml);
    }

    @Test
    void certificates_of_each_kind_of_line_come_back_as_they_were(@TempDir Path folder) throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.pem"), "");
        String site = """
                site: {id: shop}
                gateway: {id: gw-1}
                mqtt: {url: "mqtts://broker", tls: {ca: ca.pem}}
                sinks:
                  - {id: n, type: nats, url: "tls://n", subject: "t.{kind}", stream: T, tls: {ca: ca.pem}}
                  - {id: k, type: kafka, servers: ["k:9093"], topic: "t.{kind}", secure: true, tls: {ca: ca.pem}}
                """;
        SiteFile read = SiteLoader.load(Files.writeString(folder.resolve("site.yaml"), site));
        assertEquals(Tls.trusting(ca), ((MqttSettings.External) read.mqtt()).tls());
        assertEquals(
                List.of(Tls.trusting(ca), Tls.trusting(ca)),
                read.sinks().stream().map(SinkConfig::tls).toList());
        SiteFile again = SiteLoader.load(Files.writeString(folder.resolve("site.yaml"), EffectiveSite.yaml(read)));
        assertEquals(List.of(read.mqtt(), read.sinks()), List.of(again.mqtt(), again.sinks()));
    }

    @Test
    void a_limit_on_one_side_alone_stays_one(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                profiles:
                  - {id: fridge, devices: fridge, fields: {temperature: {limits: {max: 8}, range: {min: -40}}}}
                """);
        SiteFile site = SiteLoader.load(file);
        FieldProfile field = site.profiles().getFirst().fields().get("temperature");
        assertTrue(field.limits().orElseThrow().holds(-1_000), "no lowest one");
        assertFalse(field.limits().orElseThrow().holds(8.1), "above the highest");
        assertFalse(field.range().orElseThrow().holds(-40.1), "below the lowest");
        String yaml = EffectiveSite.yaml(site);
        assertFalse(yaml.contains("Infinity"), yaml);
        assertEquals(yaml, EffectiveSite.yaml(SiteLoader.load(Files.writeString(file, yaml))));
    }
}
