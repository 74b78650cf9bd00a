package io.tidegate.devices.gadgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Payloads as Zigbee2MQTT's documentation and its devices' pages show them. */
class Zigbee2MqttTest {

    private final Family family = new Zigbee2Mqtt(new Topics("zigbee2mqtt"));

    private List<String> heard(String topic, String payload) {
        return Heard.by(family, topic, payload);
    }

    @Test
    void a_climate_sensor_tells_its_values() {
        assertEquals(
                List.of("cold room temperature=27.34 humidity=44.72 pressure=962.0 battery=97.0 voltage=2995.0"
                        + " linkquality=134.0"),
                heard(
                        "zigbee2mqtt/cold room",
                        "{\"temperature\":27.34,\"humidity\":44.72,\"pressure\":962,\"battery\":97,\"voltage\":2995,"
                                + "\"linkquality\":134}"));
    }

    @Test
    void a_plug_tells_its_switch_as_a_flag_and_nothing_of_its_firmware() {
        assertEquals(
                List.of("plug/3 state=true power=12.4 energy=3.21"),
                heard(
                        "zigbee2mqtt/plug/3",
                        "{\"state\":\"ON\",\"power\":12.4,\"energy\":3.21,\"current\":null,\"update\":{\"state\":\"idle\","
                                + "\"installed_version\":1},\"update_available\":false}"));
    }

    @Test
    void last_seen_is_the_gadgets_time_in_each_of_its_forms() {
        for (String time : List.of("\"2026-11-23T10:00:00.000Z\"", "\"2026-11-23T11:00:00+01:00\"", "1795428000000")) {
            assertEquals(
                    List.of("door contact=false at 2026-11-23T10:00:00Z"),
                    heard("zigbee2mqtt/door", "{\"contact\":false,\"last_seen\":" + time + "}"));
        }
    }

    @Test
    void a_press_is_told_once_and_its_end_not_at_all() {
        assertEquals(
                List.of("button action='single' battery=100.0"),
                heard("zigbee2mqtt/button", "{\"action\":\"single\",\"battery\":100}"));
        assertEquals(List.of(), heard("zigbee2mqtt/button/action", "single"));
        assertEquals(List.of("button battery=100.0"), heard("zigbee2mqtt/button", "{\"action\":\"\",\"battery\":100}"));
    }

    @Test
    void gadgets_and_the_bridge_say_whether_they_are_there_in_both_forms() {
        assertEquals(List.of("hall/lamp is there"), heard("zigbee2mqtt/hall/lamp/availability", "online"));
        assertEquals(
                List.of("hall/lamp is away"), heard("zigbee2mqtt/hall/lamp/availability", "{\"state\":\"offline\"}"));
        assertEquals(List.of("the bridge is away"), heard("zigbee2mqtt/bridge/state", "offline"));
        assertEquals(List.of("the bridge is there"), heard("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}"));
    }

    @Test
    void what_is_exposed_has_units_also_within_features() {
        String devices = """
                [{"friendly_name":"Coordinator","type":"Coordinator","definition":null},
                 {"friendly_name":"cold room","type":"EndDevice","definition":{"exposes":[
                   {"type":"numeric","property":"temperature","unit":"°C"},
                   {"type":"numeric","property":"humidity","unit":"%"},
                   {"type":"numeric","property":"voltage","unit":"mV"}]}},
                 {"friendly_name":"plug","type":"Router","definition":{"exposes":[
                   {"type":"switch","features":[{"type":"binary","property":"state"}]},
                   {"type":"numeric","property":"energy","unit":"kWh"},
                   {"type":"light","features":[{"property":"color_temp","unit":"mired"}]}]}},
                 {"friendly_name":"new","type":"EndDevice","definition":null}]""";
        assertEquals(
                List.of(
                        "cold room in {humidity=%, temperature=Cel, voltage=mV}",
                        "plug in {color_temp=mired, energy=kW.h}", "new in {}"),
                heard("zigbee2mqtt/bridge/devices", devices));
    }

    @Test
    void commands_the_bridges_own_talk_and_other_topics_say_nothing() {
        for (String topic : List.of(
                "zigbee2mqtt/plug/set",
                "zigbee2mqtt/plug/set/state",
                "zigbee2mqtt/plug/get",
                "zigbee2mqtt/bridge/logging",
                "zigbee2mqtt/bridge/info",
                "zigbee2mqtt2/plug",
                "zigbee2mqtt")) {
            assertEquals(List.of(), heard(topic, "{\"state\":\"ON\"}"), topic);
        }
        assertEquals(List.of(), heard("zigbee2mqtt/plug", ""));
    }

    @Test
    void a_list_of_many_gadgets_is_read_one_by_one() {
        StringBuilder devices = new StringBuilder("[");
        for (int i = 0; i < 500; i++) {
            devices.append("{\"friendly_name\":\"g")
                    .append(i)
                    .append("\",\"definition\":{\"description\":\"")
                    .append("x".repeat(1_000))
                    .append("\"}},");
        }
        assertEquals(
                501,
                heard("zigbee2mqtt/bridge/devices", devices + "{\"friendly_name\":\"last\"}]")
                        .size());
    }

    @Test
    void what_is_no_object_is_told_with_what_to_set() {
        assertTrue(heard("zigbee2mqtt/plug/power", "12.4").getFirst().contains("output: json"));
        assertTrue(
                heard("zigbee2mqtt/plug", "{\"power\":").getFirst().startsWith("unread: The payload cannot be read"));
        assertTrue(heard("zigbee2mqtt/bridge/devices", "[{").getFirst().startsWith("unread"));
    }
}
