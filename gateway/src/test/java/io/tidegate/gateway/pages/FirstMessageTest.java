package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstMessageTest {

    @TempDir
    Path folder;

    private String of(String mqtt, String topic) throws IOException, InvalidSite {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                mqtt: %s
                devices: [{id: floor, driver: mqtt, topic: "%s"}]
                """.formatted(mqtt, topic));
        return FirstMessage.of(SiteLoader.load(file, Map.of())).orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{embedded: {port: 2883}} | mosquitto_pub -p 2883 -q 1 -t floor/fridge-9/temperature -m 4.2",
                "{embedded: {host: 0.0.0.0, port: 1883, insecure: true}} | mosquitto_pub -p 1883 -q 1 -t floor/fridge-9/temperature -m 4.2",
                "{embedded: {host: 192.168.1.5, port: 1883, insecure: true}} | mosquitto_pub -h 192.168.1.5 -p 1883 -q 1 -t floor/fridge-9/temperature -m 4.2",
                "{url: 'mqtt://broker.shop'} | mosquitto_pub -h broker.shop -p 1883 -q 1 -t floor/fridge-9/temperature -m 4.2",
                "{embedded: {port: 0}} | ''"
            })
    void it_is_sent_to_the_sites_own_server_or_broker(String mqtt, String command) throws Exception {
        assertEquals(command, of(mqtt, "floor/{device}/{metric}"));
    }

    @Test
    void its_topic_and_payload_are_as_the_site_file_has_them() throws Exception {
        String mqtt = "{embedded: {port: 1883}}";
        assertTrue(of(mqtt, "my shop/+/{device}/#").endsWith(" -t 'my shop/x/fridge-9' -m '{\"temperature\":4.2}'"));
    }

    @Test
    void without_a_device_that_speaks_by_mqtt_there_is_none() throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), "site: {id: shop}\ngateway: {id: gw-1}\n");
        assertTrue(FirstMessage.of(SiteLoader.load(file, Map.of())).isEmpty());
    }
}
