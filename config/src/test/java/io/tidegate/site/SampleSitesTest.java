package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleSitesTest {

    static final Path FOLDER = Path.of("sites");

    static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("MQTT_PASSWORD", "s3cret-mqtt"),
            Map.entry("INFLUX_TOKEN", "s3cret-influx"),
            Map.entry("ARCHIVE_ACCESS_KEY", "s3cret-id"),
            Map.entry("ARCHIVE_SECRET_KEY", "s3cret-archive"),
            Map.entry("CENTRAL_TOKEN", "s3cret-central"),
            Map.entry("HQ_PASSWORD", "s3cret-hq"),
            Map.entry("MAINTENANCE_TOKEN", "s3cret-maintenance"),
            Map.entry("AWS_PASSWORD", "s3cret-aws"),
            Map.entry("HUB_KEY", "czNjcmV0LWtleS1vZi1hLWRldmljZQ=="),
            Map.entry("GRID_PASSWORD", "s3cret-grid"),
            Map.entry("HIVEMQ_PASSWORD", "s3cret-hivemq"),
            Map.entry("EMQX_PASSWORD", "s3cret-emqx"));

    @Test
    void the_demo_is_its_own_server_reads_the_simulator_and_feeds_the_stand_in_cloud() throws InvalidSite {
        SiteFile site = load("demo.yaml");
        assertEquals(MqttSettings.Embedded.DEFAULT, site.mqtt());
        assertEquals(
                FOLDER.resolve("../../demo-data").normalize(), site.gateway().data());
        assertEquals(2, site.devices().size());
        HttpCloud cloud = assertInstanceOf(HttpCloud.class, site.sinks().getFirst());
        assertEquals("head-office", cloud.id());
        assertEquals(URI.create("http://127.0.0.1:9090/ingest"), cloud.url());
    }

    @Test
    void the_corner_shop_says_what_the_design_says() throws InvalidSite {
        SiteFile site = load("corner-shop.yaml");
        assertEquals("corner-shop", site.origin().site());
        assertEquals("gw-1", site.origin().gateway());
        assertEquals(HistorySettings.Embedded.DEFAULT, site.history());
        assertEquals(
                "floor/{device}/{metric}",
                assertInstanceOf(MqttDevice.class, site.devices().getFirst()).topic());
        assertEquals(2, site.sinks().size());
    }

    @Test
    void the_machine_shop_has_its_secrets_from_the_environment() throws InvalidSite {
        SiteFile site = load("machine-shop.yaml");
        MqttSettings.External broker = assertInstanceOf(MqttSettings.External.class, site.mqtt());
        assertEquals("s3cret-mqtt", broker.password().orElseThrow().reveal());
        assertEquals(Duration.ofMillis(50), site.gateway().commitWindow());
        assertEquals(8L << 30, site.gateway().retention().bytes());
        assertFalse(site.toString().contains("s3cret"), site.toString());
    }

    static SiteFile load(String name) throws InvalidSite {
        return SiteLoader.load(FOLDER.resolve(name), ENVIRONMENT);
    }
}
