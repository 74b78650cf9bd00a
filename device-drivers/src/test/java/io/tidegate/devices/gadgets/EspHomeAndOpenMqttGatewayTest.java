package io.tidegate.devices.gadgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Topics and payloads as the documents of both show them. */
class EspHomeAndOpenMqttGatewayTest {

    private final Family esphome = new EspHome(new Topics(""));
    private final Family gateway = new OpenMqttGateway(new Topics("home"));

    private List<String> esphome(String topic, String payload) {
        return Heard.by(esphome, topic, payload);
    }

    private List<String> gateway(String topic, String payload) {
        return Heard.by(gateway, topic, payload);
    }

    @Test
    void each_object_of_esphome_is_a_field() {
        assertEquals(List.of("oven door_temperature=181.4"), esphome("oven/sensor/door_temperature/state", "181.4"));
        assertEquals(List.of("oven door=true"), esphome("oven/binary_sensor/door/state", "ON"));
        assertEquals(List.of("oven mode='Heat up'"), esphome("oven/select/mode/state", "Heat up"));
        assertEquals(
                List.of("oven lamp=true lamp.brightness=128.0"),
                esphome("oven/light/lamp/state", "{\"state\":\"ON\",\"brightness\":128,\"color_mode\":\"rgb\"}"));
    }

    @Test
    void esphome_says_whether_it_is_there_and_home_assistant_is_no_gadget() {
        assertEquals(List.of("oven is away"), esphome("oven/status", "offline"));
        assertEquals(List.of("oven is there"), esphome("oven/status", "online"));
        assertEquals(List.of(), esphome("oven/status", "ok"));
        assertEquals(List.of(), esphome("homeassistant/status", "online"));
    }

    @Test
    void a_sensor_that_has_measured_nothing_says_nothing() {
        assertEquals(List.of(), esphome("oven/sensor/t/state", "nan"));
        assertEquals(List.of(), esphome("oven/sensor/t/state", "NaN"));
        assertTrue(esphome("oven/sensor/t/state", "").getFirst().startsWith("unread"));
        assertEquals(List.of(), esphome("oven/sensor/t/command", "1"));
    }

    @Test
    void a_bluetooth_thermometer_has_plain_names_and_units() {
        assertEquals(
                List.of(
                        "A4C138123456 temperature=23.1 humidity=46.0 battery=93.0 batteryVoltage=2.981 signal=-58.0",
                        "A4C138123456 in {battery=%, batteryVoltage=V, humidity=%, signal=dBm, temperature=Cel}"),
                gateway(
                        "home/OpenMQTTGateway/BTtoMQTT/A4C138123456",
                        "{\"id\":\"A4:C1:38:12:34:56\",\"name\":\"LYWSD03MMC\",\"rssi\":-58,\"brand\":\"Xiaomi\","
                                + "\"model\":\"TH Sensor\",\"model_id\":\"LYWSD03MMC\",\"type\":\"THB\",\"tempc\":23.1,"
                                + "\"tempf\":73.58,\"hum\":46,\"batt\":93,\"volt\":2.981,\"mac\":\"A4:C1:38:12:34:56\"}"));
    }

    @Test
    void a_phone_that_passes_by_is_no_gadget() {
        assertEquals(
                List.of(),
                gateway(
                        "home/OpenMQTTGateway/BTtoMQTT/5F1122334455",
                        "{\"id\":\"5F:11:22:33:44:55\",\"mac_type\":1,\"rssi\":-91,\"distance\":22.5}"));
    }

    @Test
    void the_gateway_itself_is_there_or_away() {
        assertEquals(List.of("OpenMQTTGateway is away"), gateway("home/OpenMQTTGateway/LWT", "offline"));
        assertTrue(gateway("home/OpenMQTTGateway/BTtoMQTT/A4", "x").getFirst().startsWith("unread"));
        assertEquals(List.of(), gateway("home/OpenMQTTGateway/SYStoMQTT", "{\"uptime\":1}"));
    }
}
