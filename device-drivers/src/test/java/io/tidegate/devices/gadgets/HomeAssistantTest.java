package io.tidegate.devices.gadgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.site.GadgetsDevice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Announcements as Zigbee2MQTT, ESPHome, OpenMQTTGateway and Home Assistant's own documentation show them. */
class HomeAssistantTest {

    private final Family family = new HomeAssistant(new Topics("homeassistant"), config("all"));

    private static GadgetsDevice config(String accepted) {
        return new GadgetsDevice(
                new DeviceId("ha"),
                GadgetsDevice.Family.HOME_ASSISTANT,
                "homeassistant",
                Optional.empty(),
                List.of(accepted),
                List.of("kitchen/#", "zigbee2mqtt/#", "home/+/BTtoMQTT/+"));
    }

    private List<String> heard(String topic, String payload) {
        return Heard.by(family, topic, payload);
    }

    @Test
    void one_message_for_each_part_of_a_gadget() {
        assertEquals(
                List.of("kitchen in {oven_temperature=Cel}"),
                heard(
                        "homeassistant/sensor/kitchen/oven_temperature/config",
                        "{\"unit_of_meas\":\"°C\",\"dev_cla\":\"temperature\",\"stat_cla\":\"measurement\","
                                + "\"name\":\"Oven Temperature\",\"stat_t\":\"kitchen/sensor/oven_temperature/state\","
                                + "\"avty_t\":\"kitchen/status\",\"uniq_id\":\"ESPsensoroven\",\"dev\":{\"ids\":\"a0b1\","
                                + "\"name\":\"kitchen\",\"sw\":\"esphome 2024.1\",\"mdl\":\"esp32\",\"mf\":\"espressif\"}}"));
        assertEquals(
                List.of("kitchen in {}"),
                heard(
                        "homeassistant/binary_sensor/kitchen/door/config",
                        "{\"name\":\"Door\",\"stat_t\":\"kitchen/binary_sensor/door/state\",\"avty_t\":\"kitchen/status\","
                                + "\"dev\":{\"ids\":\"a0b1\",\"name\":\"kitchen\"}}"));
        assertEquals(
                List.of("kitchen oven_temperature=181.5"), heard("kitchen/sensor/oven_temperature/state", "181.5"));
        assertEquals(List.of(), heard("kitchen/sensor/oven_temperature/state", "nan"));
        assertEquals(List.of("kitchen door=true"), heard("kitchen/binary_sensor/door/state", "ON"));
        assertEquals(List.of("kitchen is away"), heard("kitchen/status", "offline"));
        assertEquals(List.of("kitchen is there"), heard("kitchen/status", "online"));
        assertEquals(List.of(), heard("kitchen/sensor/other/state", "1"));
    }

    @Test
    void announcements_that_would_fill_the_heap_are_told_and_not_kept() {
        String parts = IntStream.range(0, 120)
                .mapToObj(i -> "\"p%d\":{\"p\":\"sensor\",\"stat_t\":\"~/%d\"}".formatted(i, i))
                .collect(Collectors.joining(","));
        String payload =
                "{\"~\":\"kitchen/" + "b".repeat(490) + "\",\"dev\":{\"name\":\"oven\"},\"cmps\":{" + parts + "}}";
        List<String> last = List.of();
        for (int i = 0; i < 100; i++) {
            last = heard("homeassistant/device/oven" + i + "/config", payload);
        }
        assertTrue(last.getFirst().contains("no more are read"), last.toString());
        heard("homeassistant/device/oven0/config", "");
        assertEquals(List.of("oven in {}"), heard("homeassistant/device/oven99/config", payload));
    }

    @Test
    void parts_that_share_a_topic_are_one_reading_and_all_places_must_say_that_it_is_there() {
        String availability = "\"availability\":[{\"topic\":\"zigbee2mqtt/bridge/state\",\"value_template\":"
                + "\"{{ value_json.state }}\"},{\"topic\":\"zigbee2mqtt/door/availability\",\"value_template\":"
                + "\"{{ value_json.state }}\"}],\"availability_mode\":\"all\",\"device\":{\"identifiers\":[\"z_0x1\"],"
                + "\"name\":\"back door\"}";
        heard(
                "homeassistant/binary_sensor/0x1/contact/config",
                "{\"state_topic\":\"zigbee2mqtt/door\",\"value_template\":\"{{ value_json.contact }}\","
                        + "\"payload_on\":false,\"payload_off\":true," + availability + "}");
        heard(
                "homeassistant/sensor/0x1/battery/config",
                "{\"state_topic\":\"zigbee2mqtt/door\",\"value_template\":\"{{ value_json.battery }}\","
                        + "\"unit_of_measurement\":\"%\"," + availability + "}");
        List<String> both = heard("zigbee2mqtt/door", "{\"contact\":false,\"battery\":97,\"linkquality\":80}");
        assertEquals(1, both.size());
        assertTrue(
                both.getFirst().contains("contact=true") && both.getFirst().contains("battery=97.0"), both::toString);
        assertEquals(List.of("back door is away"), heard("zigbee2mqtt/bridge/state", "{\"state\":\"offline\"}"));
        assertEquals(List.of("back door is away"), heard("zigbee2mqtt/door/availability", "{\"state\":\"online\"}"));
        assertEquals(List.of("back door is there"), heard("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}"));
    }

    @Test
    void a_place_that_is_no_longer_announced_says_nothing_of_the_gadget() {
        String announcement =
                "{\"state_topic\":\"kitchen/t\",\"device\":{\"identifiers\":\"k1\",\"name\":\"kitchen\"},\"availability_topic\":\"%s\"}";
        String topic = "homeassistant/sensor/k1/temperature/config";
        heard(topic, announcement.formatted("kitchen/old"));
        assertEquals(List.of("kitchen is away"), heard("kitchen/old", "offline"));
        List<String> again = heard(topic, announcement.formatted("kitchen/old"));
        assertFalse(again.contains("kitchen is there"), again::toString);
        List<String> other = heard(topic, announcement.formatted("kitchen/new"));
        assertTrue(other.contains("kitchen is there"), other::toString);
        assertEquals(List.of("kitchen is away"), heard("kitchen/new", "offline"));
    }

    @Test
    void one_message_for_a_whole_gadget_with_a_base_topic() {
        assertEquals(
                List.of("0AFFD2 in {humidity=%, temperature=Cel}"),
                heard(
                        "homeassistant/device/0AFFD2/config",
                        "{\"~\":\"kitchen/0AFFD2\",\"dev\":{\"ids\":\"0AFFD2\",\"mf\":\"Bla\"},\"o\":{\"name\":\"bla2mqtt\"},"
                                + "\"cmps\":{\"temperature\":{\"p\":\"sensor\",\"dev_cla\":\"temperature\","
                                + "\"unit_of_meas\":\"°C\",\"val_tpl\":\"{{ value_json['t'] | float | round(1) }}\","
                                + "\"uniq_id\":\"t1\"},\"humidity\":{\"platform\":\"sensor\",\"unit_of_meas\":\"%\","
                                + "\"val_tpl\":\"{{ value_json.env.h }}\"},\"restart\":{\"p\":\"button\"}},"
                                + "\"stat_t\":\"~/state\",\"avty_t\":\"~/lwt\",\"pl_avail\":\"up\",\"pl_not_avail\":\"down\"}"));
        assertEquals(
                List.of("0AFFD2 temperature=21.5 humidity=40.0"),
                heard("kitchen/0AFFD2/state", "{\"t\":21.4567,\"env\":{\"h\":40}}"));
        assertEquals(List.of("0AFFD2 is away"), heard("kitchen/0AFFD2/lwt", "down"));
        assertEquals(List.of(), heard("homeassistant/device/0AFFD2/config", ""));
        assertEquals(List.of("not announced"), heard("kitchen/0AFFD2/state", "{\"t\":21}"));
    }

    @Test
    void the_name_of_a_part_is_without_the_gadgets_own() {
        heard(
                "homeassistant/sensor/A4C138123456-tempc/config",
                "{\"stat_t\":\"home/OMG/BTtoMQTT/A4C138123456\",\"val_tpl\":\"{{ value_json.tempc | is_defined }}\","
                        + "\"dev\":{\"ids\":[\"A4C138123456\"],\"name\":\"cold\"}}");
        assertEquals(List.of("cold tempc=4.5"), heard("home/OMG/BTtoMQTT/A4C138123456", "{\"tempc\":4.5,\"hum\":60}"));
    }

    @Test
    void only_what_is_accepted_is_remembered() {
        Family some = new HomeAssistant(new Topics("homeassistant"), config("freezer"));
        String announced = "{\"stat_t\":\"kitchen/t\",\"dev\":{\"name\":\"%s\"}}";
        assertEquals(List.of(), Heard.by(some, "homeassistant/sensor/a/t/config", announced.formatted("fridge")));
        assertEquals(List.of("not announced"), Heard.by(some, "kitchen/t", "4"));
        Heard.by(some, "homeassistant/sensor/b/t/config", announced.formatted("freezer"));
        assertEquals(List.of("freezer t=4.0"), Heard.by(some, "kitchen/t", "4"));
    }

    @Test
    void what_nobody_hears_and_templates_that_are_a_program_are_told() {
        assertEquals(
                "unread: 'x' says what it measures at 'hall/t', which nobody hears. Add it to 'topics' in the site file.",
                heard("homeassistant/sensor/x/t/config", "{\"stat_t\":\"hall/t\"}")
                        .getLast());
        String program = heard(
                        "homeassistant/sensor/x/u/config",
                        "{\"stat_t\":\"kitchen/u\",\"val_tpl\":\"{% if value_json.a %}1{% endif %}\"}")
                .getLast();
        assertTrue(program.startsWith("unread: The template {% if"), program);
        assertTrue(heard("homeassistant/sensor/x/v/config", "{").getFirst().startsWith("unread"));
        assertEquals(List.of("y in {}"), heard("homeassistant/button/y/restart/config", "{\"stat_t\":\"kitchen/r\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    {{ value_json.a.b }};                          a b
                    {{value_json['a']["b"]}};                      a b
                    {{ value_json.a | float(0) | round(2) }};      a .2
                    {{ value | int }};                             whole
                    {{ value_json }};                              no
                    {{ value.a }};                                 no
                    {{ value_json.a * 10 }};                       no
                    {{ value_json.a | my_filter }};                no
                    {{ states('x') }};                             no
                    plain;                                         no
                    """)
    void templates_are_understood_in_their_usual_form_and_no_other(String text, String expected) {
        String understood = Template.of(text)
                .map(template -> (template.isWhole() ? "whole" : String.join(" ", template.path()))
                        + template.decimals().map(n -> " ." + n).orElse(""))
                .orElse("no");
        assertEquals(expected, understood);
    }

    @ParameterizedTest
    @CsvSource({
        "a/+/c,a/b/c,true",
        "a/#,a/b/c,true",
        "a/#,a,true",
        "a/+,a,false",
        "a/b,a/b/c,false",
        "+/b,a/b,true",
        "a/+/c,a/b/d,false"
    })
    void filters_take_topics_as_the_standard_says(String filter, String topic, boolean expected) {
        assertEquals(expected, Topics.matches(filter, topic));
    }
}
