package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.devices.Devices;
import io.tidegate.devices.Offers;
import io.tidegate.devices.TestBox;
import io.tidegate.driver.Broker;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.Proposal;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus;
import io.tidegate.driver.contract.Gadget;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.site.GadgetsDevice;
import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a real broker and a real client make of each family: old values, new ones, and who is there. */
public abstract class GadgetsContract {

    private final RememberingRecorder journal = new RememberingRecorder();

    /** A broker that runs, and that nobody has used. */
    protected abstract Broker open() throws Exception;

    /** Where a gadget connects to it. */
    protected abstract String url();

    private record Sent(String topic, String payload) {}

    /** Kept by the broker before the gateway comes; then said; and what is recorded of all that. */
    private void check(GadgetsDevice config, List<Sent> kept, List<Sent> said, List<String> recorded) throws Exception {
        Broker broker = open();
        for (Sent each : kept) {
            broker.publish(each.topic, each.payload.getBytes(UTF_8), true);
        }
        Devices devices = new Devices(broker, Conditioning.none(), Clock.systemUTC(), TestBox.ANY);
        try (Watch watch = devices.watch(config, journal);
                Gadget gadget = new Gadget(url(), "gadget")) {
            Awaiting.until("it listens", () -> watch.status().state() instanceof WatchStatus.Up);
            for (Sent each : said) {
                gadget.send(each.topic, each.payload, 1);
            }
            gadget.awaitAcknowledged(said.size());
            Awaiting.until("all is recorded", () -> journal.seen().size() >= recorded.size());
            assertEquals(
                    recorded, journal.seen().stream().map(GadgetsContract::line).toList());
            assertEquals(List.of(), journal.parked());
        }
    }

    private static String line(Observation seen) {
        return switch (seen) {
            case Observation.Reading reading -> reading.device() + " " + Heard.fields(reading.fields());
            case Observation.Fault fault -> fault.device() + " fault";
            case Observation.Scan scan -> scan.device() + " scan";
            default -> throw new AssertionError(seen);
        };
    }

    @Test
    void zigbee2mqtt() throws Exception {
        check(
                Heard.config(GadgetsDevice.Family.ZIGBEE2MQTT),
                List.of(
                        new Sent(
                                "zigbee2mqtt/bridge/devices",
                                "[{\"friendly_name\":\"hall/Lamp\",\"type\":\"Router\"}]"),
                        new Sent("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}"),
                        new Sent("zigbee2mqtt/hall/Lamp", "{\"state\":\"ON\"}"),
                        new Sent("zigbee2mqtt/button", "{\"action\":\"single\"}"),
                        new Sent("zigbee2mqtt/hall/Lamp/availability", "{\"state\":\"offline\"}")),
                List.of(
                        new Sent("zigbee2mqtt/hall/Lamp/availability", "{\"state\":\"online\"}"),
                        new Sent("zigbee2mqtt/hall/Lamp", "{\"state\":\"OFF\",\"power\":0}"),
                        new Sent("zigbee2mqtt/button", "{\"action\":\"double\"}")),
                List.of(
                        "hall-lamp online=false",
                        "hall-lamp fault",
                        "hall-lamp online=true",
                        "hall-lamp state=false power=0.0",
                        "button action='double'"));
    }

    @Test
    void tasmota() throws Exception {
        check(
                Heard.config(GadgetsDevice.Family.TASMOTA),
                List.of(
                        new Sent("tele/plug/LWT", "Offline"),
                        new Sent("tele/plug/SENSOR", "{\"ENERGY\":{\"Power\":1}}")),
                List.of(
                        new Sent("tele/plug/LWT", "Online"),
                        new Sent("tele/plug/SENSOR", "{\"ENERGY\":{\"Total\":2.5,\"Power\":40}}"),
                        new Sent("tele/plug/SENSOR", "{\"ENERGY\":{\"Total\":0.001,\"Power\":41}}"),
                        new Sent("stat/plug/POWER", "OFF")),
                List.of(
                        "plug online=false",
                        "plug fault",
                        "plug online=true",
                        "plug energy=2.5 power=40.0",
                        "plug energy=0.001 power=41.0",
                        "plug on=false"));
    }

    @Test
    void shelly_of_the_first_generation() throws Exception {
        check(
                Heard.config(GadgetsDevice.Family.SHELLY1),
                List.of(
                        new Sent("shellies/shelly1pm-1/online", "true"),
                        new Sent("shellies/shelly1pm-1/relay/0", "on")),
                List.of(
                        new Sent("shellies/shelly1pm-1/relay/0", "off"),
                        new Sent("shellies/shelly1pm-1/relay/0/energy", "60000"),
                        new Sent("shellies/shelly1pm-1/online", "false")),
                List.of(
                        "shelly1pm-1 on=false",
                        "shelly1pm-1 energy=1.0",
                        "shelly1pm-1 online=false",
                        "shelly1pm-1 fault"));
    }

    @Test
    void shelly_of_the_second_generation() throws Exception {
        check(
                Heard.config(GadgetsDevice.Family.SHELLY2),
                List.of(
                        new Sent("shellyplus1pm-1/online", "true"),
                        new Sent("shellyplus1pm-1/status/switch:0", "{\"output\":true}")),
                List.of(
                        new Sent("shellyplus1pm-1/status/switch:0", "{\"output\":true,\"aenergy\":{\"total\":500}}"),
                        new Sent(
                                "shellyplus1pm-1/events/rpc",
                                "{\"method\":\"NotifyStatus\",\"params\":{\"switch:0\":{\"output\":false}}}")),
                List.of("shellyplus1pm-1 on=true energy=0.5", "shellyplus1pm-1 on=false"));
    }

    @Test
    void esphome() throws Exception {
        check(
                Heard.config(GadgetsDevice.Family.ESPHOME),
                List.of(
                        new Sent("oven/status", "online"),
                        new Sent("homeassistant/status", "online"),
                        new Sent("oven/sensor/temperature/state", "180")),
                List.of(new Sent("oven/sensor/temperature/state", "181"), new Sent("oven/status", "offline")),
                List.of("oven temperature=181.0", "oven online=false", "oven fault"));
    }

    @Test
    void openmqttgateway() throws Exception {
        check(
                Heard.config(GadgetsDevice.Family.OPENMQTTGATEWAY),
                List.of(new Sent("home/OMG/LWT", "online")),
                List.of(
                        new Sent("home/OMG/BTtoMQTT/A4C138123456", "{\"tempc\":4.5,\"hum\":80,\"rssi\":-70}"),
                        new Sent("home/OMG/BTtoMQTT/5F1122334455", "{\"rssi\":-91}"),
                        new Sent("home/OMG/LWT", "offline")),
                List.of("a4c138123456 temperature=4.5 humidity=80.0 signal=-70.0", "omg online=false", "omg fault"));
    }

    @Test
    void home_assistant() throws Exception {
        check(
                new GadgetsDevice(
                        new DeviceId("ha"),
                        GadgetsDevice.Family.HOME_ASSISTANT,
                        "homeassistant",
                        Optional.empty(),
                        List.of("cold"),
                        List.of("shop/#")),
                List.of(
                        new Sent(
                                "homeassistant/sensor/cold/t/config",
                                "{\"stat_t\":\"shop/cold\",\"val_tpl\":\"{{ value_json.t }}\",\"avty_t\":\"shop/cold/lwt\","
                                        + "\"dev\":{\"name\":\"cold\"}}"),
                        new Sent("homeassistant/sensor/warm/t/config", "{\"stat_t\":\"shop/warm\"}"),
                        new Sent("shop/cold", "{\"t\":3}"),
                        new Sent("shop/cold/lwt", "offline")),
                List.of(
                        new Sent("shop/cold", "{\"t\":4}"),
                        new Sent("shop/warm", "5"),
                        new Sent(
                                "homeassistant/sensor/cold/v/config",
                                "{\"stat_t\":\"shop/v\",\"dev\":{\"name\":\"cold\"}}"),
                        new Sent("homeassistant/sensor/cold/t/config", ""),
                        new Sent("shop/cold", "{\"t\":6}"),
                        new Sent(
                                "homeassistant/sensor/cold/u/config",
                                "{\"stat_t\":\"shop/u\",\"dev\":{\"name\":\"cold\"}}"),
                        new Sent("shop/u", "7")),
                List.of("cold online=false", "cold fault", "cold t=4.0", "cold u=7.0"));
    }

    @Test
    void what_the_broker_keeps_is_proposed() throws Exception {
        Broker broker = open();
        broker.publish("shellyplus1pm-1/online", "true".getBytes(UTF_8), true);
        broker.publish("zigbee2mqtt/bridge/devices", "[{\"friendly_name\":\"lamp\"}]".getBytes(UTF_8), true);
        broker.publish("shellies/shelly1pm-1/online", "true".getBytes(UTF_8), false);
        List<Proposal> proposals = Offers.announced(
                MqttSettings.External.at(URI.create(url().replaceFirst("^tcp:", "mqtt:")), "asking"), List.of());
        assertEquals(
                List.of("zigbee2mqtt [lamp]", "shelly2 [shellyplus1pm-1]"),
                proposals.stream()
                        .map(each -> each.entry().id() + " " + each.found())
                        .toList());
    }
}
