package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.driver.Proposal;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.GadgetsDevice;
import io.tidegate.site.GadgetsDevice.Family;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscoveriesTest {

    private final Discoveries discoveries = new Discoveries();

    private DiscoveriesTest kept(String topic, String payload) {
        discoveries.take(topic, payload.getBytes(UTF_8));
        return this;
    }

    private List<String> proposed(DeviceConfig... present) {
        return discoveries.proposals(List.of(present)).stream()
                .map(each -> EffectiveSite.devices(List.of(each.entry()))
                                .replace("\n", " ")
                                .strip() + " for " + each.found())
                .toList();
    }

    private static GadgetsDevice entry(String id, Family family, String prefix, String... accept) {
        return new GadgetsDevice(
                new DeviceId(id), family, prefix, Optional.empty(), List.of(accept), List.of("kitchen/#"));
    }

    @Test
    void each_family_is_found_by_what_it_leaves_with_the_broker() {
        kept(
                "zigbee2mqtt/bridge/devices",
                "[{\"friendly_name\":\"Coordinator\",\"type\":\"Coordinator\"},{\"friendly_name\":\"lamp\"}]");
        kept("tasmota/discovery/DC4F22/config", "{\"t\":\"tasmota_A\",\"ft\":\"%prefix%/%topic%/\"}");
        kept("tasmota/discovery/DC4F23/config", "{\"t\":\"tasmota_B\",\"ft\":\"shop/%topic%/%prefix%/\"}");
        kept("shellies/shelly1pm-8C/online", "true");
        kept("shellyplus1pm-a8/online", "true");
        kept("shop/shellyplus2pm-b9/online", "false");
        kept("home/OpenMQTTGateway/LWT", "online");
        kept("tele/tasmota_A/LWT", "Online");
        kept("hall/online", "true");
        assertEquals(
                List.of(
                        "devices:   - id: zigbee2mqtt     driver: gadgets     family: zigbee2mqtt     prefix: zigbee2mqtt for [lamp]",
                        "devices:   - id: tasmota     driver: gadgets     family: tasmota for [tasmota_A]",
                        "devices:   - id: tasmota-2     driver: gadgets     family: tasmota     prefix: shop for [tasmota_B]",
                        "devices:   - id: shelly1     driver: gadgets     family: shelly1     prefix: shellies for [shelly1pm-8C]",
                        "devices:   - id: shelly2     driver: gadgets     family: shelly2 for [shellyplus1pm-a8]",
                        "devices:   - id: shelly2-2     driver: gadgets     family: shelly2     prefix: shop for [shellyplus2pm-b9]",
                        "devices:   - id: openmqttgateway     driver: gadgets     family: openmqttgateway     prefix: home for [OpenMQTTGateway]"),
                proposed());
    }

    @Test
    void announcements_are_proposed_by_name_with_the_topics_that_they_need() {
        kept(
                "homeassistant/sensor/oven/t/config",
                "{\"stat_t\":\"kitchen/oven/t\",\"avty_t\":\"kitchen/lwt\",\"dev\":{\"name\":\"oven\"}}");
        kept("homeassistant/sensor/0x1/t/config", "{\"stat_t\":\"zigbee2mqtt/lamp\",\"dev\":{\"name\":\"lamp\"}}");
        kept(
                "homeassistant/button/oven/restart/config",
                "{\"cmd_t\":\"kitchen/oven/restart\",\"dev\":{\"name\":\"oven\"}}");
        kept("homeassistant/sensor/broken/t/config", "{");
        assertEquals(
                List.of(
                        "devices:   - id: home-assistant     driver: gadgets     family: home-assistant     prefix: homeassistant"
                                + "     accept: [oven]     topics: [\"kitchen/lwt\", \"kitchen/oven/t\"] for [oven]"),
                proposed());
    }

    @Test
    void many_topics_are_gathered_by_their_first_level() {
        for (int i = 0; i < 20; i++) {
            kept(
                    "homeassistant/sensor/oven/t" + i + "/config",
                    "{\"stat_t\":\"kitchen/oven/t" + i + "\",\"dev\":{\"name\":\"oven\"}}");
        }
        Proposal only = discoveries.proposals(List.of()).getFirst();
        assertEquals(List.of("kitchen/#"), ((GadgetsDevice) only.entry()).topics());
    }

    @Test
    void what_the_site_reads_already_is_not_proposed_and_ids_are_not_taken_twice() {
        kept("shellies/shelly1pm-8C/online", "true");
        kept("shellyplus1pm-a8/online", "true");
        kept("homeassistant/sensor/oven/t/config", "{\"stat_t\":\"kitchen/t\",\"dev\":{\"name\":\"oven\"}}");
        kept("homeassistant/sensor/freezer/t/config", "{\"stat_t\":\"kitchen/f\",\"dev\":{\"name\":\"freezer\"}}");
        assertEquals(
                List.of("shelly2-2 [shellyplus1pm-a8]", "home-assistant [freezer]"),
                discoveries
                        .proposals(List.of(
                                entry("plugs", Family.SHELLY1, "shellies"),
                                entry("shelly2", Family.SHELLY2, "shop"),
                                entry("ovens", Family.HOME_ASSISTANT, "homeassistant", "oven")))
                        .stream()
                        .map(each -> each.entry().id() + " " + each.found())
                        .toList());
    }
}
