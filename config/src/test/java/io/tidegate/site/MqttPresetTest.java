package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttTerms.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a preset adds to what the site file says. */
class MqttPresetTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(sinks:\n.*?)```", Pattern.DOTALL);

    private static MqttCloud sample(String id) throws InvalidSite {
        return SampleSitesTest.load("brokers.yaml").sinks().stream()
                .filter(sink -> sink.id().equals(id))
                .map(MqttCloud.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_preset_has_a_sample() throws InvalidSite {
        Set<MqttPreset> sampled = SampleSitesTest.load("brokers.yaml").sinks().stream()
                .map(sink -> ((MqttCloud) sink).terms().preset().orElseThrow())
                .collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(MqttPreset.class), sampled);
    }

    @Test
    void aws_is_given_what_it_documents_and_the_protocols_name_at_port_443() throws InvalidSite {
        MqttCloud aws = sample("aws");
        assertEquals(
                new MqttTerms(
                        Optional.of(MqttPreset.AWS_IOT_CORE),
                        Version.V5,
                        Optional.of("mqtt"),
                        Optional.of(131_072L),
                        Optional.of(100),
                        Optional.empty()),
                aws.terms());
        assertEquals(Optional.of(524_288L), aws.limits().perSecond());
    }

    @Test
    void a_device_of_an_iot_hub_has_its_topic_and_its_user_name_from_its_id() throws InvalidSite {
        MqttCloud hub = sample("hub");
        assertEquals(Version.V3_1_1, hub.terms().version());
        assertEquals(
                "devices/corner-shop-gw-1/messages/events/$.ct=application%2Fjson&$.ce=utf-8&site={site}"
                        + "&gateway={gateway}&kind={kind}",
                hub.topic());
        assertEquals(Optional.of("shops.azure-devices.net/corner-shop-gw-1/?api-version=2021-04-12"), hub.username());
        assertFalse(hub.toString().contains("czNjcmV0"), hub.toString());
    }

    @Test
    void commands_of_an_iot_hub_come_in_at_the_devices_own_place(@TempDir Path folder) throws Exception {
        Path key = Files.writeString(folder.resolve("hub.key"), "czNjcmV0LWtleS1vZi1hLWRldmljZQ==");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        SiteFile site = load(folder, """
                site: {id: corner-shop}
                gateway: {id: gw-1}
                devices: [{id: fan, driver: gpio-output, kind: relay, pin: 17}]
                sinks:
                  - id: hub
                    type: mqtt
                    preset: azure-iot-hub
                    url: mqtts://shops.azure-devices.net
                    clientId: corner-shop-gw-1
                    sharedAccessKey: ${file:hub.key}
                    commands: {allow: {switch: fan}}
                """);
        assertEquals(
                Optional.of(new CommandDoor.IotHub(
                        "devices/corner-shop-gw-1/messages/devicebound/", CommandRights.toSwitch(List.of("fan")))),
                site.sinks().getFirst().commands());
        assertEquals(site.sinks(), load(folder, EffectiveSite.yaml(site)).sinks());
    }

    @Test
    void a_server_that_its_owner_may_set_otherwise_may_be_given_more(@TempDir Path folder) throws Exception {
        MqttCloud emqx = sample("emqx");
        assertEquals(Optional.of(1023L * 1024), emqx.terms().messageMax());
        String more = """
                site: {id: corner-shop}
                gateway: {id: gw-1}
                sinks:
                  - {id: hq, type: mqtt, preset: %s, url: "mqtts://broker.example.com", topic: "t/{kind}", messageMax: 4 MiB}
                """;
        for (String preset : List.of("emqx", "hivemq")) {
            MqttCloud given =
                    (MqttCloud) load(folder, more.formatted(preset)).sinks().getFirst();
            assertEquals(Optional.of(4L << 20), given.terms().messageMax(), preset);
        }
        InvalidSite refused = assertThrows(InvalidSite.class, () -> load(folder, more.formatted("azure-event-grid")));
        assertTrue(refused.problems().toString().contains("is more than Azure Event Grid takes (511 KiB)"));
    }

    @Test
    void messages_end_when_the_site_file_says_so() throws Exception {
        assertEquals(Optional.of(Duration.ofDays(7)), sample("grid").terms().expiry());
        assertEquals(Optional.empty(), sample("emqx").terms().expiry());
    }

    /** Each with a file for its certificate and key. */
    @Test
    void the_examples_of_the_page_are_valid_and_mean_the_same_when_shown(@TempDir Path folder) throws Exception {
        List<String> examples = new ArrayList<>();
        for (String page : List.of("mqtt.md", "aws-iot-core.md", "azure.md")) {
            examples.addAll(
                    EXAMPLE.matcher(Files.readString(Path.of("../docs/clouds").resolve(page)))
                            .results()
                            .map((MatchResult found) -> found.group(1))
                            .toList());
        }
        assertTrue(examples.size() >= 6, examples.size() + " examples");
        Path pem = Files.writeString(folder.resolve("gw-1.pem"), "");
        Path key = Files.writeString(folder.resolve("gw-1.key"), "czNjcmV0LWtleS1vZi1hLWRldmljZQ==");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        for (String example : examples) {
            SiteFile site = load(
                    folder,
                    "site: {id: corner-shop}\ngateway: {id: gw-1}\n"
                            + example.replaceAll("/etc/tidegate/[a-z0-9-]+\\.pem", pem.toString())
                                    .replaceAll("/etc/tidegate/[a-z0-9-]+(\\.key)?(?=[,}])", key.toString()));
            assertEquals(site.sinks(), load(folder, EffectiveSite.yaml(site)).sinks(), example);
        }
    }

    private static SiteFile load(Path folder, String yaml) throws IOException, InvalidSite {
        return SiteLoader.load(Files.writeString(folder.resolve("site.yaml"), yaml), Map.of());
    }
}
